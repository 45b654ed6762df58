import { groupBy } from './groups';
import { exposedHosts } from './report/exposed-hosts';
import type { FileSummary } from './report/synth-summary';
import { verdictsByPart } from './trace/part-verdicts';
import type { TraceInput } from './trace/trace-worlds';

/** A line for each part of the output that objects go to, with the verdict on the requests that they route. */
export function partSummaries(input: TraceInput): FileSummary[] {
  const verdicts = verdictsByPart(input);
  const parts = groupBy(input.objects, ({ origin }) => origin.part ?? origin.file);
  return Array.from(parts, ([path, manifests]) => ({
    path,
    objects: manifests.length,
    hosts: exposedHosts(manifests.map(({ value }) => value)),
    verdict: verdicts.get(path) ?? '',
  }));
}
