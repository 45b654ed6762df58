import { Construct } from 'constructs';
import { Certificate, CertificateSpecUsages } from '../../imports/cert-manager.io';
import { metadata, SyncWave } from './argocd';
import { claim } from './claims';
import { secretAt } from './facts';
import {
  checkIssued,
  ISSUED_CERTIFICATE,
  type IssuedCertificateProps,
  issuedSpec,
  leafUsages,
} from './issued-certificate';
import { checkHostPatterns, checkLabel, checkObjectName } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { SECRET_NAME, type SecretName } from './secret-copy';
import { instance, list, object, type Shape, text } from './shape';

export interface ClientCertificateProps extends IssuedCertificateProps {
  /** Namespace of the Secret, where the client reads it. */
  readonly namespace: string;
  readonly secretName: string;
  /**
   * DNS names that stand for this client and nobody else, at least one: what Gateway servers pin
   * (`clientIdentities`, which are compared as they are). They need not resolve; `alb.clients.internal` is a good form.
   */
  readonly identities: readonly string[];
}

export const CLIENT_CERTIFICATE_PROPS: Shape<ClientCertificateProps> = object({
  ...ISSUED_CERTIFICATE,
  namespace: text,
  secretName: text,
  identities: list(text),
});

/**
 * A certificate that a client shows, for client authentication only, signed by a private CA: public CAs have
 * stopped signing such certificates, and trusting a public root as client CA would let everybody in.
 */
export class ClientCertificate extends Construct {
  /** Where the certificate and its key are written. */
  readonly secret: SecretName;
  readonly identities: readonly string[];
  readonly issuer: IssuedCertificateProps['issuer'];

  /** Throws for an issuer that is no private CA, and as certificates do; see the props. */
  constructor(scope: Construct, id: string, props: ClientCertificateProps) {
    checkClient(checkProps('ClientCertificate', scope, id, CLIENT_CERTIFICATE_PROPS, props), props);
    super(scope, id);
    this.secret = { namespace: props.namespace, name: props.secretName };
    this.identities = props.identities;
    this.issuer = props.issuer;
    claim(this, secretAt(props.namespace, props.secretName), 'secretName');
    new Certificate(this, 'certificate', {
      metadata: metadata(SyncWave.WORKLOAD, props.name ?? props.secretName, props.namespace),
      spec: {
        ...issuedSpec(props, props.secretName),
        dnsNames: [...props.identities],
        usages: [...leafUsages(props.privateKey), CertificateSpecUsages.CLIENT_AUTH],
      },
    });
  }
}

export const CLIENT_CERTIFICATE: Shape<ClientCertificate> = instance('a ClientCertificate', {
  secret: SECRET_NAME,
  identities: list(text),
});

function checkClient(problems: Problems, props: ClientCertificateProps): void {
  checkLabel(problems, 'namespace', props.namespace);
  checkObjectName(problems, 'secretName', props.secretName);
  checkHostPatterns(problems, 'identities', props.identities);
  for (const [index, identity] of props.identities.entries()) {
    problems.check(identity.startsWith('*.'), () => ({
      path: `identities[${index}]`,
      value: identity,
      why: 'Gateway servers compare identities as they are, so a wildcard stands for no client',
      fix: 'Name this one client',
    }));
  }
  problems.check(!props.issuer.isPrivateCa, () => ({
    path: 'issuer',
    value: props.issuer.issuerName,
    why: `client certificates come from a private CA, and this issuer is ${props.issuer.nature}; no public CA signs for client authentication any more`,
    fix: "Use a CertificateIssuer of type private-ca, or say nature: 'private-ca' of an existing one",
  }));
  checkIssued(problems, props, props.namespace);
  problems.finish();
}
