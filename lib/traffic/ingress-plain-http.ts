import type { Catalog } from '../manifest/catalog';
import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { readYamlDocument } from '../manifest/yaml-document';
import type { Answer } from './answer';
import { annotation, annotationsWith, AWS, IBM, NGINX, readFlag, TRAEFIK } from './ingress-annotations';
import type { ControllerFamily } from './ingress-controller';
import { tlsFor, tlsOf } from './ingress-routes';

/** What a controller does with requests over plain HTTP; undefined where its own configuration decides. */
export type PlainHttp = 'served' | 'redirected' | 'refused' | undefined;

/** What the controller of an Ingress makes of plain HTTP requests for a host of it. */
export function plainHttp(catalog: Catalog, family: ControllerFamily, ingress: Manifest, host: string): PlainHttp {
  switch (family) {
    case 'nginx':
      return ofNginx(ingress, host);
    case 'traefik':
      return ofTraefik(catalog, ingress, host);
    case 'alb':
      return ofAws(ingress);
    case 'gce':
      return ofGoogle(catalog, ingress);
    case 'ibm':
      return readFlag(annotation(ingress, `${IBM}redirect-to-https`)) === true ? 'redirected' : 'served';
    case 'istio':
      return 'served';
    default:
      return undefined;
  }
}

/** With a certificate for the host ingress-nginx redirects, unless told otherwise; without one only when told to. */
function ofNginx(ingress: Manifest, host: string): PlainHttp {
  if (readFlag(annotation(ingress, `${NGINX}force-ssl-redirect`)) === true) return 'redirected';
  const redirects = readFlag(annotation(ingress, `${NGINX}ssl-redirect`)) ?? true;
  return redirects && tlsFor(ingress, host) !== undefined ? 'redirected' : 'served';
}

/**
 * A router of Traefik is on all entry points, unless the Ingress names some, or asks for TLS alone. What its entry points
 * are, and whether they redirect, is in a configuration that is no object.
 */
function ofTraefik(catalog: Catalog, ingress: Manifest, host: string): PlainHttp {
  if (annotationsWith(ingress, NGINX).length > 0 && annotationsWith(ingress, TRAEFIK).length === 0) {
    return ofNginx(ingress, host);
  }
  const text = (key: string) => annotation(ingress, `${TRAEFIK}router.${key}`).text;
  const middlewares = text('middlewares').split(',');
  if (middlewares.some((name) => isRedirect(catalog, name.trim()))) return 'redirected';
  if (text('tls') === 'true') return 'refused';
  return text('entrypoints').trim() === 'websecure' ? 'refused' : undefined;
}

const MIDDLEWARES = ['Middleware.traefik.io', 'Middleware.traefik.containo.us'];

/** `NAMESPACE-NAME@kubernetescrd`; either may have dashes. */
function isRedirect(catalog: Catalog, reference: string): boolean {
  const [id = '', provider] = reference.split('@');
  if (provider !== 'kubernetescrd') return false;
  const dashes = [...id.matchAll(/-/g)].map(({ index }) => index);
  const found = dashes.flatMap((at) =>
    MIDDLEWARES.map((kind) => catalog.tryFind(kind, id.slice(0, at), id.slice(at + 1))),
  );
  return found.some((middleware) => middleware && specOf(middleware).get('redirectScheme').isSet);
}

/**
 * Whether a load balancer has a listener for HTTPS. Those of AWS and Google have none without being told; of others it
 * is not known.
 */
export function servesHttps(ingress: Manifest, family: ControllerFamily): Answer {
  if (family === 'alb') return awsProtocols(ingress)?.includes('HTTPS');
  if (family !== 'gce') return undefined;
  return tlsOf(ingress).length > 0 || GOOGLE_CERTIFICATES.some((key) => annotation(ingress, key).text !== '');
}

const GOOGLE_CERTIFICATES = [
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'networking.gke.io/certmap',
];

/** Without `listen-ports` there is one listener: of HTTPS with `certificate-arn`, else of HTTP. */
function awsProtocols(ingress: Manifest): readonly string[] | undefined {
  const ports = annotation(ingress, `${AWS}listen-ports`);
  const hasCertificate = annotation(ingress, `${AWS}certificate-arn`).text !== '';
  return ports.isSet ? listenProtocols(ports.text) : [hasCertificate ? 'HTTPS' : 'HTTP'];
}

function ofAws(ingress: Manifest): PlainHttp {
  const protocols = awsProtocols(ingress);
  if (protocols === undefined) return undefined;
  if (!protocols.includes('HTTP')) return 'refused';
  return protocols.includes('HTTPS') && annotation(ingress, `${AWS}ssl-redirect`).text !== '' ? 'redirected' : 'served';
}

/** `[{"HTTP": 80}, {"HTTPS": 443}]` */
function listenProtocols(text: string): readonly string[] | undefined {
  const read = readYamlDocument(text);
  if (!('value' in read)) return undefined;
  return Field.of(read.value).items.flatMap(({ entries }) => entries.map(([protocol]) => protocol));
}

function ofGoogle(catalog: Catalog, ingress: Manifest): PlainHttp {
  if (readFlag(annotation(ingress, 'kubernetes.io/ingress.allow-http')) === false) return 'refused';
  const name = annotation(ingress, 'networking.gke.io/v1beta1.FrontendConfig').text;
  if (name === '') return 'served';
  const config = catalog.tryFind('FrontendConfig.networking.gke.io', ingress.namespace, name);
  if (config === undefined) return undefined;
  return specOf(config).get('redirectToHttps', 'enabled').flag ? 'redirected' : 'served';
}
