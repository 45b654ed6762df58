import type { Construct } from 'constructs';
import {
  CertificateIssuer,
  type CertificateIssuerProps,
  ClientAuthority,
  ClientCertificate,
  GatewayWorkload,
  HostRoutes,
  IngressGateway,
  MeshNamespace,
  type MutualTlsServer,
  MutualTls,
  ServerCertificate,
} from '../lib/index';
import { type ClusterProps, issuerOn, Scenario } from './scenario';
import { addService, type ServiceProps } from './stand-in';

/** A team's service and how it is exposed. */
export interface TeamProps {
  /** Public host. Default: `frontend.foocorp.com` or `inventory.foocorp.com`. */
  readonly host?: string;
  /** Default: `ux` or `corp-services`. */
  readonly namespace?: string;
  /** Secret of the server's certificate. Default: `frontend-credential` or `inventory-credential`. */
  readonly credentialName?: string;
  /** Secrets, in the team's namespace, of certificates for outside clients. Default: `frontend-client` or `inventory-client`. */
  readonly clients?: readonly string[];
  /** Name of the private CA that signs for them. Default: `foocorp-frontend-client-ca` or `foocorp-inventory-client-ca`. */
  readonly clientCaName?: string;
  /** Default: agnhost as a stand-in on port 80. The VirtualService bears its name. */
  readonly service?: ServiceProps;
}

export interface FoocorpProps extends ClusterProps {
  readonly frontend?: TeamProps;
  readonly inventory?: TeamProps;
  /** Default: `foocorp-gateway`. */
  readonly gatewayName?: string;
  /** Namespace of the Gateway, which exists already. Default: `default`. */
  readonly gatewayNamespace?: string;
  /** A second gateway workload, reachable inside the company only, that serves inventory. Default: none. */
  readonly internalGateway?: GatewayWorkload;
  /**
   * `issued`: cert-manager issues server and client certificates from private CAs. `existing`: Secrets with the
   * keys key, cert and cacert exist in the gateway's namespace, as in the document. Default: `issued`.
   */
  readonly credentials?: 'issued' | 'existing';
  /** Who signs the server certificates. Default: a private CA `foocorp-server-ca`. */
  readonly serverIssuer?: CertificateIssuerProps;
  /** Organization in the subject of the private CAs. Default: `FooCorp`. */
  readonly organization?: string;
  /** `exact`: only `/`, as in the document. `prefix`: all paths. Default: `exact`. */
  readonly paths?: 'exact' | 'prefix';
  /** Whether the teams' namespaces accept mTLS only. Default: true. */
  readonly strict?: boolean;
}

type Team = Required<Omit<TeamProps, 'service'>> & Pick<TeamProps, 'service'> & { readonly name: string };

/** Two teams behind mutual TLS: each host has its own certificate and its own client CA. */
export class Foocorp extends Scenario {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: FoocorpProps = {},
  ) {
    super(scope, id, 'foocorp');
    const { gateway = GatewayWorkload.istioctl(), internalGateway, gatewayName = 'foocorp-gateway' } = props;
    const frontend = describeTeam('frontend', 'ux', props.frontend);
    const inventory = describeTeam('inventory', 'corp-services', props.inventory);
    if (internalGateway === undefined) {
      this.expose('gateway', gatewayName, gateway, [frontend, inventory]);
    } else {
      this.expose('gateway', gatewayName, gateway, [frontend]);
      this.expose('internal-gateway', `${gatewayName}-internal`, internalGateway, [inventory]);
    }
  }

  private expose(id: string, name: string, workload: GatewayWorkload, teams: readonly Team[]): void {
    const gateway = new IngressGateway(this, id, {
      name,
      namespace: this.props.gatewayNamespace ?? 'default',
      workload,
      servers: teams.map((team) => this.server(workload, team)),
    });
    for (const team of teams) this.addTeam(gateway, team);
  }

  private server(gateway: GatewayWorkload, team: Team): MutualTlsServer {
    const issued = (this.props.credentials ?? 'issued') === 'issued';
    const clientAuthority = issued ? this.issue(gateway, team) : this.reference(gateway, team);
    return {
      name: `https-${team.name}`,
      protocol: 'HTTPS',
      mode: 'MUTUAL',
      hosts: [{ host: team.host, namespace: team.namespace }],
      credential: clientAuthority.credential,
      clientAuthority,
    };
  }

  private reference(gateway: GatewayWorkload, team: Team): ClientAuthority {
    const credential = new ServerCertificate(this, `${team.name}-certificate`, {
      source: 'existing-secret',
      gateway,
      secretName: team.credentialName,
    });
    return new ClientAuthority(this, `${team.name}-clients`, { source: 'credential', credential });
  }

  private issue(gateway: GatewayWorkload, team: Team): ClientAuthority {
    const credential = new ServerCertificate(this, `${team.name}-certificate`, {
      source: 'issued',
      gateway,
      secretName: team.credentialName,
      hosts: [team.host],
      issuer: this.serverIssuer(),
    });
    const issuer = this.privateCa(`${team.name}-client-ca`, team.clientCaName);
    for (const secretName of team.clients) {
      new ClientCertificate(this, `${team.name}-client-${secretName}`, {
        issuer,
        namespace: team.namespace,
        secretName,
        identities: [`${secretName}.${team.host}`],
      });
    }
    return new ClientAuthority(this, `${team.name}-clients`, { source: 'issuer', credential, issuer });
  }

  private serverIssuer(): CertificateIssuer {
    const made = this.node.tryFindChild('server-issuer') as CertificateIssuer | undefined;
    if (made !== undefined) return made;
    const { serverIssuer } = this.props;
    return serverIssuer === undefined
      ? this.privateCa('server-issuer', 'foocorp-server-ca')
      : new CertificateIssuer(this, 'server-issuer', issuerOn(this.props, serverIssuer));
  }

  private privateCa(id: string, name: string): CertificateIssuer {
    const { organization = 'FooCorp' } = this.props;
    const subject = { organizations: [organization] };
    return new CertificateIssuer(this, id, issuerOn(this.props, { type: 'private-ca', name, subject }));
  }

  private addTeam(gateway: IngressGateway, team: Team): void {
    const { name, namespace } = team;
    const { revision, rootNamespace, strict = true, paths = 'exact', clusterDomain } = this.props;
    new MeshNamespace(this, `${name}-namespace`, { name: namespace, revision });
    if (strict) new MutualTls(this, `${name}-mutual-tls`, { scope: 'namespace', namespace, rootNamespace });
    const to = addService(this, { name, namespace, port: 80 }, team.service);
    new HostRoutes(this, `${name}-routes`, {
      name: to.name,
      namespace,
      hosts: [team.host],
      gateways: [gateway],
      routes: [{ match: { path: paths === 'exact' ? { exact: '/' } : { prefix: '/' } }, to }],
      clusterDomain,
    });
  }
}

function describeTeam(name: string, namespace: string, props: TeamProps = {}): Team {
  return {
    name,
    host: props.host ?? `${name}.foocorp.com`,
    namespace: props.namespace ?? namespace,
    credentialName: props.credentialName ?? `${name}-credential`,
    clients: props.clients ?? [`${name}-client`],
    clientCaName: props.clientCaName ?? `foocorp-${name}-client-ca`,
    service: props.service,
  };
}
