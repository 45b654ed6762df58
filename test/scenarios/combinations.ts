import { parse, stringify } from 'yaml';
import { appOf, type Manifest, objectsIn } from './rendering';

export const FAMILIES = {
  hipstershop: ['hipstershop-http', 'hipstershop-https', 'hipstershop-dedicated-gateway'],
  articles: ['articles-secure', 'articles-locked'],
} as const;

export const SINGLE = ['mesh-strict', 'bookinfo-nlb', 'httpbin-alb', 'foocorp'] as const;

export const COMBINATIONS = FAMILIES.hipstershop.flatMap((shop) =>
  FAMILIES.articles.map((articles) => [shop, articles]),
);

/** What is deployed together: every single scenario and these stages of the families. */
export function together(stages: readonly string[], settings: string): Manifest[] {
  const all: Record<string, unknown> = parse(settings);
  const wanted = ['cluster', ...SINGLE, ...stages];
  return objectsIn(appOf(stringify(Object.fromEntries(wanted.map((name) => [name, all[name]])))).synthYaml());
}
