import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { metadata, SyncWave } from './argocd';
import { cdk8sPlus } from './cdk8s-plus';
import { CLIENT_CERTIFICATE, type ClientCertificate } from './client-certificate';
import { GATEWAY_WORKLOAD, type GatewayWorkload, podPort, servicePort } from './gateway-workload';
import { checkObjectName, checkServiceName, isHostName } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { SecretCopy } from './secret-copy';
import { choice, list, number, object, oneOf, optional, type Shape, text } from './shape';

interface ControllerProps {
  /** The controller's IngressClass on this cluster, such as `public-iks-traefik`. */
  readonly ingressClassName: string;
}

/** Traefik 3 with its Kubernetes Ingress and CRD providers, as IBM Cloud's ALBs are today. */
export interface TraefikController extends ControllerProps {
  readonly type: 'traefik';
}

/** The community's ingress-nginx, retired in March 2026, still found as IBM's older ALBs. */
export interface IngressNginxController extends ControllerProps {
  readonly type: 'ingress-nginx';
  /** How many issuers the chain of the gateway's certificate may have, at least 1. Default: 1, enough for a private root. */
  readonly verifyDepth?: number;
}

/** IBM's own ALB image, which IBM supports no more; for clusters that have not moved yet. Needs External Secrets. */
export interface IksAlbController extends ControllerProps {
  readonly type: 'iks-alb';
  /**
   * Name of the Secret with the keys that this ALB reads (trusted.crt, client.crt, client.key), copied from that of
   * the client certificate. Default: `alb-certs`.
   */
  readonly secretName?: string;
}

export type EdgeController = TraefikController | IngressNginxController | IksAlbController;

export interface EdgeIngressProps {
  /** Name of the Ingress. */
  readonly name: string;
  readonly controller: EdgeController;
  /** The gateway workload behind the controller. All objects are in its namespace, since an Ingress reaches no other. */
  readonly gateway: GatewayWorkload;
  /** Port of the gateway's Service that terminates mutual TLS. Default: 443. */
  readonly gatewayPort?: number;
  /** Name of the Service of our own over the gateway's pods, and of Traefik's ServersTransport. Default: `<name>-gateway`. */
  readonly serviceName?: string;
  /** Public host. The controller sends it on as Host and as SNI, so the Gateway server names it once. */
  readonly host: string;
  /** Path prefixes, at least one. `/api` takes `/api` and `/api/v1`, but not `/apix`. Default: `/`. */
  readonly paths?: readonly string[];
  /** Secret in the gateway's namespace with the controller's own certificate for the host. */
  readonly tlsSecretName: string;
  /** What the controller shows to the gateway; its CA must be the gateway's, which is verified by it. */
  readonly clientCertificate: ClientCertificate;
}

const CONTROLLER: Shape<EdgeController> = oneOf('type', {
  traefik: object({ type: choice('traefik'), ingressClassName: text }),
  'ingress-nginx': object({ type: choice('ingress-nginx'), ingressClassName: text, verifyDepth: optional(number) }),
  'iks-alb': object({ type: choice('iks-alb'), ingressClassName: text, secretName: optional(text) }),
});

export const EDGE_INGRESS_PROPS: Shape<EdgeIngressProps> = object({
  name: text,
  controller: CONTROLLER,
  gateway: GATEWAY_WORKLOAD,
  gatewayPort: optional(number),
  serviceName: optional(text),
  host: text,
  paths: optional(list(text)),
  tlsSecretName: text,
  clientCertificate: CLIENT_CERTIFICATE,
});

/**
 * An Ingress controller in front of the gateway that speaks mutual TLS to it: Ingress, a Service of our own over
 * the gateway's pods (the gateway's Service belongs to its installer), and what the controller needs beside.
 */
export class EdgeIngress extends Construct {
  /** The Ingress. */
  readonly resource: ApiObject;

  /** Throws for names, hosts, paths and ports that cannot be, and for a client certificate in another namespace. */
  constructor(scope: Construct, id: string, props: EdgeIngressProps) {
    const problems = checkProps('EdgeIngress', scope, id, EDGE_INGRESS_PROPS, props);
    checkEdge(problems, props);
    problems.finish();
    super(scope, id);
    const serviceName = props.serviceName ?? `${props.name}-gateway`;
    this.addService(props, serviceName);
    this.resource = this.addIngress(props, serviceName);
    if (props.controller.type === 'traefik') this.addServersTransport(props, serviceName);
    if (props.controller.type === 'iks-alb') this.addLegacySecret(props, props.controller);
  }

  private addService({ gateway, controller, gatewayPort = 443 }: EdgeIngressProps, name: string): void {
    const { IntOrString, KubeService } = cdk8sPlus().k8s;
    const port = servicePort(gateway, gatewayPort);
    new KubeService(this, 'service', {
      metadata: metadata(SyncWave.WORKLOAD, name, gateway.namespace, {
        annotations: controller.type === 'traefik' ? traefikAnnotations(gateway.namespace, name) : {},
      }),
      spec: {
        type: 'ClusterIP',
        selector: { ...gateway.labels },
        // The target port of the gateway's own Service: with another one Istio would have to guess which is meant.
        ports: [
          {
            name: 'https',
            port: gatewayPort,
            protocol: 'TCP',
            targetPort: IntOrString.fromNumber(port ? podPort(port) : gatewayPort),
          },
        ],
      },
    });
  }

  private addIngress(props: EdgeIngressProps, serviceName: string): ApiObject {
    const { KubeIngress } = cdk8sPlus().k8s;
    const { gateway, host, gatewayPort = 443 } = props;
    const backend = { service: { name: serviceName, port: { number: gatewayPort } } };
    return new KubeIngress(this, 'ingress', {
      metadata: metadata(SyncWave.ROUTES, props.name, gateway.namespace, {
        annotations: ingressAnnotations(props, serviceName),
      }),
      spec: {
        ingressClassName: props.controller.ingressClassName,
        tls: [{ hosts: [host], secretName: props.tlsSecretName }],
        rules: [
          { host, http: { paths: (props.paths ?? ['/']).map((path) => ({ path, pathType: 'Prefix', backend })) } },
        ],
      },
    });
  }

  private addServersTransport({ gateway, host, clientCertificate }: EdgeIngressProps, name: string): void {
    const secret = clientCertificate.secret.name;
    new ApiObject(this, 'servers-transport', {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'ServersTransport',
      metadata: metadata(SyncWave.WORKLOAD, name, gateway.namespace),
      // Without serverName Traefik sends no SNI and verifies against a pod's IP address.
      spec: { serverName: host, rootCAs: [{ secret }], certificatesSecrets: [secret] },
    });
  }

  private addLegacySecret({ clientCertificate }: EdgeIngressProps, controller: IksAlbController): void {
    const { namespace } = clientCertificate.secret;
    new SecretCopy(this, 'legacy-secret', {
      from: clientCertificate.secret,
      to: { namespace, name: controller.secretName ?? LEGACY_SECRET },
      type: 'Opaque',
      keys: { 'trusted.crt': 'ca.crt', 'client.crt': 'tls.crt', 'client.key': 'tls.key' },
    });
  }
}

const LEGACY_SECRET = 'alb-certs';

function traefikAnnotations(namespace: string, transport: string): Record<string, string> {
  return {
    'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
    'traefik.ingress.kubernetes.io/service.serverstransport': `${namespace}-${transport}@kubernetescrd`,
  };
}

function ingressAnnotations(props: EdgeIngressProps, serviceName: string): Record<string, string> {
  const { controller, host, clientCertificate } = props;
  // Without it, whether plain HTTP is answered as well is up to Traefik's own configuration.
  if (controller.type === 'traefik') return { 'traefik.ingress.kubernetes.io/router.tls': 'true' };
  if (controller.type === 'iks-alb') {
    const secret = controller.secretName ?? LEGACY_SECRET;
    return { 'ingress.bluemix.net/ssl-services': `ssl-service=${serviceName} ssl-secret=${secret}` };
  }
  const { namespace, name } = clientCertificate.secret;
  const nginx: Record<string, string> = {
    'backend-protocol': 'HTTPS',
    'proxy-ssl-secret': `${namespace}/${name}`,
    // Any other word than `on` switches verification off without a message.
    'proxy-ssl-verify': 'on',
    'proxy-ssl-verify-depth': String(controller.verifyDepth ?? 1),
    'proxy-ssl-name': host,
    'proxy-ssl-server-name': 'on',
    'proxy-ssl-protocols': 'TLSv1.2 TLSv1.3',
  };
  return Object.fromEntries(Object.entries(nginx).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]));
}

function checkEdge(problems: Problems, props: EdgeIngressProps): void {
  const { gateway, gatewayPort = 443, clientCertificate, controller } = props;
  checkObjectName(problems, 'name', props.name);
  const serviceName = props.serviceName ?? `${props.name}-gateway`;
  checkServiceName(problems, 'serviceName', serviceName);
  problems.check(serviceName === gateway.serviceName, () => ({
    path: 'serviceName',
    value: serviceName,
    why: "that is the gateway's own Service, which belongs to its installer",
    fix: 'Use another name',
  }));
  checkObjectName(problems, 'tlsSecretName', props.tlsSecretName);
  checkObjectName(problems, 'controller.ingressClassName', controller.ingressClassName);
  problems.check(!isHostName(props.host), () => ({
    path: 'host',
    value: props.host,
    why: 'not an exact DNS name, and the controller sends it on as server name (SNI)',
    fix: 'Use one EdgeIngress for each host',
  }));
  problems.check(servicePort(gateway, gatewayPort) === undefined, () => ({
    path: 'gatewayPort',
    value: gatewayPort,
    why: `Service ${gateway.namespace}/${gateway.serviceName} has no such port`,
    fix: `Use one of ${gateway.ports.map(({ port }) => port).join(', ')}`,
  }));
  problems.check(clientCertificate.secret.namespace !== gateway.namespace, () => ({
    path: 'clientCertificate',
    value: `${clientCertificate.secret.namespace}/${clientCertificate.secret.name}`,
    why: `the controller reads it in the Ingress's namespace, which is the gateway's, ${gateway.namespace}`,
    fix: `Make the ClientCertificate in ${gateway.namespace}`,
  }));
  const secretName = controller.type === 'iks-alb' ? (controller.secretName ?? LEGACY_SECRET) : undefined;
  if (secretName !== undefined) checkObjectName(problems, 'controller.secretName', secretName);
  problems.check(secretName === clientCertificate.secret.name, () => ({
    path: 'controller.secretName',
    value: secretName,
    why: 'that is the Secret of the client certificate itself, and the copy has other keys',
    fix: 'Use another name',
  }));
  const depth = controller.type === 'ingress-nginx' ? (controller.verifyDepth ?? 1) : 1;
  problems.check(!Number.isInteger(depth) || depth < 1, () => ({
    path: 'controller.verifyDepth',
    value: depth,
    why: 'at depth 0 only a self-signed certificate passes',
    fix: 'Use 1 for a private root, 3 for public CAs',
  }));
  checkPaths(problems, props.paths ?? ['/']);
}

function checkPaths(problems: Problems, paths: readonly string[]): void {
  problems.check(paths.length === 0, () => ({
    path: 'paths',
    value: [],
    why: 'Kubernetes refuses an Ingress rule without paths',
    fix: 'Give at least one, or leave it out for all',
  }));
  const seen = new Set<string>();
  for (const [index, path] of paths.entries()) {
    problems.check(!path.startsWith('/'), () => ({
      path: `paths[${index}]`,
      value: path,
      why: 'pathType Prefix needs an absolute path',
      fix: 'Begin it with a slash',
    }));
    problems.check(/\/\/|\/\.\.?(\/|$)|%2f/i.test(path), () => ({
      path: `paths[${index}]`,
      value: path,
      why: 'Kubernetes refuses `//`, `/./`, `/../` and `%2f` in it',
      fix: 'Write the path as it is after these are resolved',
    }));
    problems.check(seen.has(path), () => ({
      path: `paths[${index}]`,
      value: path,
      why: 'listed twice',
      fix: 'List it once',
    }));
    seen.add(path);
  }
}
