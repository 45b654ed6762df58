import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Violation } from './rule';

const CONFIG_MAP = 'configmap://';

/** What is wrong with TLS settings of clients that do not say which CA has to have signed the server's certificate. */
export function unverifiedServer(rule: Manifest, tls: Field): Violation | undefined {
  const mode = tls.get('mode').text;
  if ((mode !== 'SIMPLE' && mode !== 'MUTUAL') || tls.get('caCertificates').text !== '') return undefined;
  const credential = tls.get('credentialName').text;
  const forSome = specOf(rule).get('workloadSelector').isSet;
  if (credential.startsWith(CONFIG_MAP) || (credential !== '' && forSome)) return undefined;
  const host = specOf(rule).get('host').text;
  if (tls.get('insecureSkipVerify').flag) {
    const { path } = tls.get('insecureSkipVerify');
    const message = `insecureSkipVerify lets clients take any certificate for "${host}", so that whoever is on the way can read and change the traffic`;
    return { path, message, fix: "Remove insecureSkipVerify, and name the server's CA in caCertificates" };
  }
  if (credential !== '') {
    const { path } = tls.get('credentialName');
    const message = `Without a workloadSelector, credentialName "${credential}" is for gateways: sidecars leave out the TLS settings, and send plaintext to "${host}"`;
    return { path, message, fix: 'Add a workloadSelector for the clients, or use caCertificates' };
  }
  const message = `Mode ${mode} names no CA for "${host}": proxies take certificates of any public CA, of anyone at all in older versions of Istio, and none of a private CA`;
  const { path } = tls.get('caCertificates');
  return { path, message, fix: "Set caCertificates to the file of the CA that has signed the server's certificate" };
}
