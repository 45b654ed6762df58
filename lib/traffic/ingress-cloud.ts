import { Field } from '../manifest/field';
import { isObject } from '../manifest/fields';
import type { JsonObject } from '../manifest/manifest';
import { readYamlDocument } from '../manifest/yaml-document';
import { annotation, AWS, IBM, placeOf } from './ingress-annotations';
import { type BackendConnection, type ConnectionContext, openConnection } from './ingress-connection';

/**
 * What the load balancers of AWS and Google have in common: TLS without a server name, a client certificate or
 * verification, which no setting changes, but another controller.
 */
function bareConnection({ ingress, controller: { family, path } }: ConnectionContext): BackendConnection {
  const open = openConnection(family, { manifest: ingress, path });
  return { ...open, serverName: '', clientSecrets: [], verifies: false, trusts: [] };
}

/** The AWS Load Balancer Controller, whose annotations may be on the Service, which counts first, or on the Ingress. */
export function awsConnection(context: ConnectionContext): BackendConnection {
  const key = `${AWS}backend-protocol`;
  const holder = annotation(context.service, key).isSet ? context.service : context.ingress;
  const protocol = annotation(holder, key).text.toUpperCase() === 'HTTPS' ? 'https' : 'http';
  return { ...bareConnection(context), protocolAt: placeOf(holder, key), protocol };
}

const APP_PROTOCOLS = ['cloud.google.com/app-protocols', 'service.alpha.kubernetes.io/app-protocols'] as const;

/** Google's load balancers, told by an annotation of the Service with a JSON map of port names. */
export function gceConnection(context: ConnectionContext): BackendConnection {
  const { service, port } = context;
  const key = APP_PROTOCOLS.find((one) => annotation(service, one).isSet) ?? APP_PROTOCOLS[0];
  const protocols = jsonObject(annotation(service, key).text);
  const name = Field.of(protocols).get(port.get('name').text).text.toUpperCase();
  const protocol = name === 'HTTPS' || name === 'HTTP2' ? 'https' : 'http';
  return { ...bareConnection(context), protocolAt: placeOf(service, key), protocol };
}

/** IBM's former ALB: `ssl-service=SERVICE ssl-secret=SECRET`, of several with semicolons between them. */
export function ibmConnection(context: ConnectionContext): BackendConnection {
  const { ingress, namespace, service } = context;
  const at = placeOf(ingress, `${IBM}ssl-services`);
  const settings = annotation(ingress, `${IBM}ssl-services`)
    .text.split(';')
    .map(wordsOf)
    .find((words) => words.get('ssl-service') === service.name);
  const name = settings?.get('ssl-secret') ?? '';
  return {
    ...openConnection('ibm', at),
    protocol: settings === undefined ? 'http' : 'https',
    clientSecrets: name === '' ? [] : [{ kind: 'Secret', namespace, name, at }],
  };
}

function wordsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .trim()
      .split(/\s+/)
      .map((word) => {
        const [key = '', ...value] = word.split('=');
        return [key, value.join('=')] as const;
      }),
  );
}

/** JSON is YAML. */
function jsonObject(text: string): JsonObject {
  const read = readYamlDocument(text);
  return 'value' in read && isObject(read.value) ? read.value : {};
}
