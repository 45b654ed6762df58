import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ArticlesLocked, ArticlesSecure } from './articles';
import { BookinfoNlb } from './bookinfo-nlb';
import { Foocorp } from './foocorp';
import { HipstershopDedicatedGateway } from './hipstershop-dedicated-gateway';
import { HipstershopHttp } from './hipstershop-http';
import { HipstershopHttps } from './hipstershop-https';
import { HttpbinAlb } from './httpbin-alb';
import { MeshStrict } from './mesh-strict';
import type { ClusterProps } from './scenario';
import type { Settings } from './settings';

type ScenarioName = Exclude<keyof Settings, 'cluster'>;

/**
 * Adds a chart for each scenario that the settings have a section for. The chart's id is the name of the section,
 * and of the folder in the output.
 */
export function addScenarios(scope: Construct, settings: Settings): void {
  function add<N extends ScenarioName>(
    name: N,
    make: (id: N, props: ClusterProps & NonNullable<Settings[N]>) => Chart,
  ): void {
    const section = settings[name];
    if (section !== undefined) make(name, { ...settings.cluster, ...section });
  }
  add('mesh-strict', (id, props) => new MeshStrict(scope, id, props));
  add('bookinfo-nlb', (id, props) => new BookinfoNlb(scope, id, props));
  add('httpbin-alb', (id, props) => new HttpbinAlb(scope, id, props));
  add('hipstershop-http', (id, props) => new HipstershopHttp(scope, id, props));
  add('hipstershop-https', (id, props) => new HipstershopHttps(scope, id, props));
  add('hipstershop-dedicated-gateway', (id, props) => new HipstershopDedicatedGateway(scope, id, props));
  add('foocorp', (id, props) => new Foocorp(scope, id, props));
  add('articles-secure', (id, props) => new ArticlesSecure(scope, id, props));
  add('articles-locked', (id, props) => new ArticlesLocked(scope, id, props));
}
