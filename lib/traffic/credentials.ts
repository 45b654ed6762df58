import type { Catalog } from '../manifest/catalog';
import type { Issuers } from './issuers';
import { SecretIndex, type SecretSource } from './secret-index';
import { writersIn } from './secret-writers';

export type { SecretSource } from './secret-index';

/** Where Secrets and ConfigMaps are, or will be: as objects, and through controllers that write or copy them. */
export class Credentials {
  private readonly secrets: SecretIndex;
  private readonly configMaps: SecretIndex;

  constructor(catalog: Catalog, issuers: Issuers) {
    const writers = writersIn({ catalog, issuers });
    this.secrets = new SecretIndex(writers.filter(({ makes }) => makes === 'Secret'));
    this.configMaps = new SecretIndex(writers.filter(({ makes }) => makes === 'ConfigMap'));
  }

  /** All that a Secret may come from; several write the same one. Objects before copies, else as in the input. */
  sources(namespace: string, name: string): readonly SecretSource[] {
    return this.secrets.sources(namespace, name);
  }

  /** Sources of a Secret of that name in other namespaces, those aside that are chosen by pattern or selector. */
  elsewhere(name: string, except: string): readonly SecretSource[] {
    return this.secrets.elsewhere(name, except);
  }

  /** Whether the input says anything of Secrets, in this namespace or at all. */
  areKnown(namespace?: string): boolean {
    return this.secrets.isKnown(namespace);
  }

  /**
   * Where Istio takes the CA for client certificates from, given a `credentialName`: the Secret `NAME-cacert` when there
   * is one, whatever is in it, else the Secret itself. For a `caCertCredentialName`, which ends in `-cacert`, leave that
   * end out.
   */
  caSource(namespace: string, credential: string): SecretSource | undefined {
    const own = this.sources(namespace, `${credential}-cacert`);
    return likeliestCa(own.length > 0 ? own : this.sources(namespace, credential));
  }

  /** A ConfigMap, or what writes it. */
  configMap(namespace: string, name: string): SecretSource | undefined {
    return likeliestCa(this.configMaps.sources(namespace, name));
  }
}

/** Of several writers of one Secret, one that brings a CA, or else may. */
function likeliestCa(sources: readonly SecretSource[]): SecretSource | undefined {
  return sources.find(({ hasCa }) => hasCa) ?? sources.find(({ hasCa }) => hasCa === undefined) ?? sources[0];
}
