import { objectText } from './rule-tester';

/** An AuthorizationPolicy with this spec, in YAML's flow style as all texts here. */
export function authorizationPolicy(spec: string, apiVersion = 'security.istio.io/v1'): string {
  return objectText(apiVersion, 'AuthorizationPolicy', spec);
}

/** A policy that allows by one rule of these fields. */
export function allowing(rule: string): string {
  return authorizationPolicy(`{rules: [{${rule}}]}`);
}

/** A policy that denies by one rule of these fields. */
export function denying(rule: string): string {
  return authorizationPolicy(`{action: DENY, rules: [{${rule}}]}`);
}

/** A policy that asks a provider by one rule of these fields. */
export function custom(rule: string): string {
  return authorizationPolicy(`{action: CUSTOM, provider: {name: oauth}, rules: [{${rule}}]}`);
}

/** A policy that allows one source of these fields. */
export function source(fields: string): string {
  return allowing(`from: [{source: {${fields}}}]`);
}

/** A policy that allows one operation of these fields. */
export function operation(fields: string): string {
  return allowing(`to: [{operation: {${fields}}}]`);
}

/** A policy that allows by one condition of these fields. */
export function condition(fields: string): string {
  return allowing(`when: [{${fields}}]`);
}

/** A RequestAuthentication with one rule of these fields for an issuer. */
export function jwtRule(fields: string, apiVersion = 'security.istio.io/v1'): string {
  return objectText(
    apiVersion,
    'RequestAuthentication',
    `{jwtRules: [{issuer: https://login.example.com, ${fields}}]}`,
  );
}

/** A RequestAuthentication with these rules. */
export function jwtRules(...rules: readonly string[]): string {
  return objectText('security.istio.io/v1', 'RequestAuthentication', `{jwtRules: [${rules.join(', ')}]}`);
}

/** A RequestAuthentication with a set of these keys. */
export function jwks(...keys: readonly unknown[]): string {
  return jwtRule(`jwks: '${JSON.stringify({ keys })}'`);
}
