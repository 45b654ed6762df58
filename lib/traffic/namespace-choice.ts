import type { Catalog } from '../manifest/catalog';
import { Field } from '../manifest/field';
import { type Answer, allOf, anyOf } from './answer';
import { matchesWhole } from './full-match';
import { type LabelLookup, selects } from './label-selector';

/** Whether a namespace is chosen; undefined where the input leaves it open. */
export type NamespaceChoice = (namespace: string) => Answer;

/** Names and regular expressions of namespaces, as annotations of copying controllers list them. */
export interface NamespacePatterns {
  readonly names: readonly string[];
  /** Of the expressions; undefined when there are none. */
  readonly choice: NamespaceChoice | undefined;
}

/** Reads a comma-separated list. Each expression is for a whole name. */
export function namespacePatterns(list: string): NamespacePatterns {
  const items = list.split(',').map((item) => item.trim());
  const patterns = items.filter((item) => !PLAIN.test(item));
  return {
    names: items.filter((item) => item !== '' && PLAIN.test(item)),
    choice: patterns.length === 0 ? undefined : eitherChoice(patterns.map(choiceLike)),
  };
}

/** The namespaces of a comma-separated list of names and expressions. */
export function namespacesLike(list: string): NamespaceChoice {
  const { names, choice } = namespacePatterns(list);
  return eitherChoice([(namespace) => names.includes(namespace), ...(choice === undefined ? [] : [choice])]);
}

/** The namespaces with the labels of a LabelSelector; an empty one selects all. */
export function namespacesSelected(selector: Field, catalog: Catalog): NamespaceChoice {
  return (namespace) => selects(selector, labelsOf(namespace, catalog));
}

/** Chosen by one of them. */
export function eitherChoice(choices: readonly NamespaceChoice[]): NamespaceChoice {
  return (namespace) => anyOf(choices.map((choice) => choice(namespace)));
}

/** Chosen by both. */
export function bothChoices(one: NamespaceChoice, other: NamespaceChoice): NamespaceChoice {
  return (namespace) => allOf([one(namespace), other(namespace)]);
}

const PLAIN = /^[a-z0-9-]*$/;

/** An expression that is not read is left open. */
function choiceLike(pattern: string): NamespaceChoice {
  return (namespace) => matchesWhole(pattern, namespace);
}

function labelsOf(namespace: string, catalog: Catalog): LabelLookup {
  const manifest = catalog.tryFind('Namespace', '', namespace);
  return (key) => {
    // The API server sets it on every Namespace.
    if (key === 'kubernetes.io/metadata.name') return { value: namespace };
    if (manifest === undefined) return undefined;
    const { isSet, text } = Field.root(manifest).get('metadata', 'labels', key);
    return { value: isSet ? text : undefined };
  };
}
