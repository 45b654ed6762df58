import { articlesLocked, articlesSecure } from './articles-traces';
import { bookinfo } from './bookinfo-traces';
import type { Expectation } from './expected-trace';
import { foocorp } from './foocorp-traces';
import { httpbin } from './httpbin-traces';
import type { ScenarioName } from './rendering';
import { shopDedicated, shopHttp, shopHttps } from './shop-traces';

/** The ways of requests by scenario; mesh-strict takes none. */
export const EXPECTATIONS: Readonly<Partial<Record<ScenarioName, Expectation>>> = {
  'bookinfo-nlb': bookinfo,
  'httpbin-alb': httpbin,
  'hipstershop-http': shopHttp,
  'hipstershop-https': shopHttps,
  'hipstershop-dedicated-gateway': shopDedicated,
  foocorp,
  'articles-secure': articlesSecure,
  'articles-locked': articlesLocked,
};
