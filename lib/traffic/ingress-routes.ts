import type { Field } from '../manifest/field';
import { specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';

/** What an Ingress sends requests to. */
export interface IngressBackend {
  readonly ingress: Manifest;
  /** The field `backend` or `defaultBackend`. */
  readonly path: Path;
  /** Empty where the backend is no Service but another resource. */
  readonly service: string;
  /** Number or name of the Service's port; 0 where neither is written. */
  readonly port: number | string;
}

/** An item of `paths` in a rule of an Ingress. */
export interface IngressRoute {
  readonly ingress: Manifest;
  /** In lower case; empty for any. */
  readonly host: string;
  /** The field `host` of the rule. */
  readonly hostPath: Path;
  /** Empty for any. */
  readonly path: string;
  /** As written; ImplementationSpecific where it is missing, which only old versions allow. */
  readonly pathType: string;
  readonly backend: IngressBackend;
}

/** An item of `spec.tls`. */
export interface IngressTls {
  /** In lower case; none for all. */
  readonly hosts: readonly string[];
  /** Empty: the controller's own certificate. */
  readonly secretName: string;
  /** The field `secretName`. */
  readonly path: Path;
}

export function routesOf(ingress: Manifest): readonly IngressRoute[] {
  return specOf(ingress)
    .get('rules')
    .items.flatMap((rule) => {
      const host = rule.get('host');
      return rule.get('http', 'paths').items.map((item) => ({
        ingress,
        host: host.text.toLowerCase(),
        hostPath: host.path,
        path: item.get('path').text,
        pathType: item.get('pathType').text || 'ImplementationSpecific',
        backend: backendAt(ingress, item.get('backend')),
      }));
    });
}

export function defaultBackendOf(ingress: Manifest): IngressBackend | undefined {
  const field = specOf(ingress).get('defaultBackend');
  return field.isSet ? backendAt(ingress, field) : undefined;
}

export function tlsOf(ingress: Manifest): readonly IngressTls[] {
  return specOf(ingress)
    .get('tls')
    .items.filter(({ entries }) => entries.length > 0)
    .map((item) => {
      const secret = item.get('secretName');
      const hosts = item
        .get('hosts')
        .items.filter(({ text }) => text !== '')
        .map(({ text }) => text.toLowerCase());
      return { hosts, secretName: secret.text, path: secret.path };
    });
}

/** The item of `spec.tls` for a host; one that names the host itself before others. */
export function tlsFor(ingress: Manifest, host: string): IngressTls | undefined {
  const found = tlsOf(ingress).filter(
    ({ hosts }) => hosts.length === 0 || hosts.some((one) => matchesIngressHost(one, host)),
  );
  return found.find(({ hosts }) => hosts.includes(host.toLowerCase())) ?? found[0];
}

/** Whether a rule for one host takes requests for another: `*.` stands for exactly one label, no host for all. */
export function matchesIngressHost(ruleHost: string, host: string): boolean {
  const [rule, wanted] = [ruleHost.toLowerCase(), host.toLowerCase()];
  if (rule === '' || rule === wanted) return true;
  const dot = wanted.indexOf('.');
  return rule.startsWith('*.') && dot > 0 && wanted.slice(dot) === rule.slice(1);
}

function backendAt(ingress: Manifest, field: Field): IngressBackend {
  const port = field.get('service', 'port');
  return {
    ingress,
    path: field.path,
    service: field.get('service', 'name').text,
    port: port.get('name').text || port.get('number').number,
  };
}
