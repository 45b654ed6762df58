import { Field } from '../../manifest/field';
import type { Manifest } from '../../manifest/manifest';
import type { Mesh } from '../../traffic/mesh';
import type { Decider, TracedRequest } from '../request';
import type { Difference } from './change';
import { listed, type Setting, settingDifferences } from './settings';
import { hopTitle, type Sides } from './sides';

/** What differs in the TLS of an Ingress controller towards its backend: what it verifies, and what it shows. */
export function controllerDifferences(
  sides: Sides,
  was: readonly TracedRequest[],
  is: readonly TracedRequest[],
): readonly Difference[] {
  const hop = is.flatMap(({ hops }) => hops).find(({ from }) => from.startsWith('ingress '));
  const [before, after] = [settingsOf(sides.was, was), settingsOf(sides.is, is)];
  if (hop === undefined || before === undefined || after === undefined) return [];
  return settingDifferences(sides, hopTitle(hop), before, after);
}

/** Of the controller that the first way comes through, where it connects over TLS of its own. */
function settingsOf({ ingresses }: Mesh, ways: readonly TracedRequest[]): readonly Setting[] | undefined {
  const way = ways.find(({ hops }) => hops.some(({ from }) => from.startsWith('ingress ')));
  if (way === undefined) return undefined;
  const { hostHeader, path } = way.client;
  const match = ingresses
    .matches(hostHeader, path)
    .find(({ ingress }) => way.hops.some(({ from }) => from.endsWith(`/${ingress.name}`)));
  const connection = match && ingresses.connectionTo(match.backend);
  if (match === undefined || connection?.protocol !== 'https') return undefined;
  const told = [connection.protocolAt, ...annotationsOf(match.ingress)];
  const { verifies, trusts, clientSecrets, clientAt, serverName, serverNameAt, tlsVersions } = connection;
  return [
    {
      name: 'verification of the backend',
      value: answer(verifies),
      strength: STRENGTH[answer(verifies)],
      decidedBy: told,
    },
    {
      name: 'CA for the backend',
      value: listed((trusts ?? []).map(sourceTitle)),
      decidedBy: (trusts ?? []).map(({ at }) => at),
    },
    {
      name: 'certificate of the controller',
      value: listed((clientSecrets ?? []).map(sourceTitle)),
      decidedBy: [clientAt],
    },
    { name: 'server name', value: serverName ?? '', decidedBy: [serverNameAt] },
    { name: 'TLS versions', value: listed(tlsVersions ?? []), decidedBy: told },
  ];
}

function annotationsOf(ingress: Manifest): readonly Decider[] {
  const { entries } = Field.root(ingress).get('metadata', 'annotations');
  return entries.map(([, { path }]) => ({ manifest: ingress, path }));
}

const STRENGTH: Readonly<Record<string, number>> = { no: 0, 'not known': 1, yes: 2 };

function answer(verifies: boolean | undefined): string {
  if (verifies === undefined) return 'not known';
  return verifies ? 'yes' : 'no';
}

function sourceTitle({
  kind,
  namespace,
  name,
}: {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}): string {
  return `${kind} ${namespace}/${name}`;
}
