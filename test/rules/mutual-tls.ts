/** YAML of objects that rules on mutual TLS are tested with; joined with `all`. */
export function all(...objects: readonly string[]): string {
  return objects.join('---\n');
}

/** @param injection the label `istio-injection`; without it, none */
export function namespace(name: string, injection = ''): string {
  const labels = injection === '' ? '' : `, labels: { istio-injection: ${injection} }`;
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}${labels} }\n`;
}

interface WorkloadOptions {
  readonly namespace?: string;
  /** Beside `app: NAME`, as in a flow mapping: `version: v1`. */
  readonly labels?: string;
  readonly annotations?: string;
  readonly port?: number;
}

export function deployment(name: string, options: WorkloadOptions = {}): string {
  const { namespace: at = 'shop', labels = '', annotations = '', port = 8080 } = options;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${at} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, ${labels} }, annotations: { ${annotations} } }
    spec: { containers: [{ name: app, image: example.com/app:1, ports: [{ containerPort: ${port} }] }] }
`;
}

/** @param spec further fields of the spec, such as `clusterIP: None` */
export function service(name: string, at = 'shop', spec = ''): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${at} }
spec:
  selector: { app: ${name} }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
  ${spec}
`;
}

/** @param spec all but the host, as lines of YAML */
export function rule(name: string, host: string, spec: string, at = 'shop'): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${at} }
spec:
  host: ${JSON.stringify(host)}
  ${spec}
`;
}

/** A rule that sets the mode of TLS and nothing else. */
export function tlsRule(name: string, host: string, mode: string, at = 'shop'): string {
  return rule(name, host, `trafficPolicy: { tls: { mode: ${mode} } }`, at);
}

export function policy(name: string, spec: string, at = 'shop', metadata = ''): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${at}${metadata} }
spec: { ${spec} }
`;
}

export const STRICT = 'mtls: { mode: STRICT }';
export const DISABLE = 'mtls: { mode: DISABLE }';
