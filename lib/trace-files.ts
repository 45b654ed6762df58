import { Failure } from './failure';
import { refuseGaps } from './launcher/gaps';
import { readMeshConfig } from './launcher/mesh-config-input';
import { Progress } from './launcher/progress';
import { readingProgress } from './launcher/reading-progress';
import { isFullTerminal } from './launcher/terminal';
import { readTraceArguments } from './launcher/trace-arguments';
import { type Input, problemLines, readContext, readManifests } from './launcher/verify-input';
import { visible } from './report/text';
import { traceJson } from './report/trace-json';
import { traceMermaid } from './report/trace-mermaid';
import { traceTable } from './report/trace-table';
import { traceText } from './report/trace-text';
import type { RequestOptions } from './trace/client-options';
import { meshRequests } from './trace/mesh-requests';
import { publicRequests, untraceable } from './trace/public-requests';
import type { Client } from './trace/request';
import type { Requests } from './trace/requests';
import { type Survey, type Traced, traceWorlds } from './trace/trace-worlds';
import { isUnprotected } from './trace/verdict';
import type { Mesh } from './traffic/mesh';

export interface TraceOptions extends RequestOptions {
  readonly format: 'text' | 'json' | 'mermaid';
  /** Files and folders with what the cluster has already. */
  readonly context: readonly string[];
  /** File with Istio's mesh config. Default: the ConfigMap `istio` of the input or the context, else Istio's defaults. */
  readonly meshConfig?: string;
  /** Makes the exit code 1 when the request of the URL, or any from outside, is not certainly encrypted on every hop. */
  readonly require?: 'encrypted';
}

/**
 * Traces one request, or all that the objects of files, folders and standard input (`-`) let in or speak about. The
 * report is all that goes to stdout.
 * @param args paths, and last the URL where there is one
 * @returns the exit code: 0, or 1 where something is not as required
 * @throws Failure with exit code 2 for wrong arguments; and, after the report, when something could not be read or there
 * is nothing to trace
 */
export function traceFiles(args: readonly string[], options: TraceOptions): number {
  const { paths, client } = readTraceArguments(args, options);
  const progress = new Progress(process.stderr);
  const input = readManifests(paths, readingProgress(progress));
  const context = readContext(options.context);
  const meshConfig = readMeshConfig(options.meshConfig);
  const problems = [...input.problems, ...context.problems, ...meshConfig.problems];
  const all = { objects: input.objects, context: context.objects, meshConfig: meshConfig.config };
  const entry = new EntryCheck(client?.entry);
  const survey = traceWorlds(all, (mesh) => {
    entry.look(mesh);
    return client === undefined ? everyRequest(mesh) : { clients: [client], untraceable: [] };
  });
  progress.clear();
  if (input.objects.length > 0) entry.refuseMissing(problems);
  process.stdout.write(report(input.objects.length === 0 ? NOTHING : survey, client !== undefined, options.format));
  refuseGaps(problems, input, 'trace');
  const { traced, untraced } = survey;
  if (traced.length === 0 && untraced.length === 0) throw new Failure(2, NOTHING_TO_TRACE);
  if (options.require === undefined) return 0;
  return untraced.length > 0 || traced.some((each) => isViolation(each, client)) ? 1 : 0;
}

/** Those from outside, and calls inside the mesh. */
function everyRequest(mesh: Mesh): Requests {
  return { clients: [...publicRequests(mesh), ...meshRequests(mesh)], untraceable: untraceable(mesh) };
}

const NOTHING: Survey = { traced: [], untraced: [] };

const NOTHING_TO_TRACE =
  'There is nothing to trace: no Gateway, Ingress or AuthorizationPolicy of the input says which requests there are. ' +
  'Name a URL, as the last argument.';

/** Whether the object where the request comes in is anywhere; a name that is mistyped would pass for a refusal. */
class EntryCheck {
  private isFound = false;

  constructor(private readonly entry: Client['entry']) {}

  look({ catalog }: Mesh): void {
    const { kind, namespace, name } = this.entry ?? {};
    this.isFound ||= catalog.all.some(
      (each) => each.name === name && each.kind === kind && catalog.namespaceOf(each) === namespace,
    );
  }

  /** @param problems what else keeps the request from being traced */
  refuseMissing(problems: Input['problems']): void {
    if (this.entry === undefined || this.isFound) return;
    const { kind, namespace, name } = this.entry;
    const message = `\`--entry\` ${kind}/${namespace}/${name}: the input and its context have no such object.`;
    throw new Failure(2, [...problemLines(problems), visible(message)].join('\n'));
  }
}

function report(survey: Survey, isOne: boolean, format: TraceOptions['format']): string {
  if (format === 'json') return traceJson(survey);
  if (survey.traced.length === 0 && survey.untraced.length === 0) return '';
  if (format === 'mermaid') return traceMermaid(survey);
  const options = { isTerminal: isFullTerminal() };
  return isOne ? traceText(survey.traced, options) : traceTable(survey, options);
}

/** Without a URL, requests from outside count. */
function isViolation({ request }: Traced, client: Client | undefined): boolean {
  return isUnprotected(request) && (client !== undefined || request.client.from === undefined);
}
