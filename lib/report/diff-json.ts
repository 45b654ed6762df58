import type { Comparison, Diffed } from '../trace/diff-worlds';
import { jsonText } from './json';
import { Places } from './places';

/** What a change does to the ways of requests, as JSON with an indentation of two. Keys are always in the same order. */
export function diffJson({ changes, untraced }: Comparison): string {
  const deciders = changes.flatMap(({ change: { decidedBy } }) => [...decidedBy.was, ...decidedBy.is]);
  const places = new Places([...deciders, ...untraced]);
  return jsonText({
    changes: changes.map((each) => changeObject(each, places)),
    untraced: untraced.flatMap((each) => places.of([each]).map((place) => ({ ...place, why: each.why }))),
  });
}

function changeObject({ change, alternatives }: Diffed, places: Places): object {
  const { host, path, hop, was, is, direction, why, decidedBy } = change;
  return {
    host,
    path,
    hop,
    was,
    is,
    direction,
    why,
    decidedBy: { was: places.of(decidedBy.was), is: places.of(decidedBy.is) },
    // JSON leaves out what is undefined.
    alternatives: alternatives.length === 0 ? undefined : alternatives,
  };
}
