import { Chart, Testing } from 'cdk8s';

/** Fills a chart. */
export type Build = (chart: Chart) => void;

/** The objects that `build` adds to a chart of id `chart`, in the order in which they were made. */
export function render(build: Build): unknown[] {
  const chart = new Chart(Testing.app(), 'chart');
  build(chart);
  return chart.toJson() as unknown[];
}

/** The message that `build` ends with; `accepted` when it does not. */
export function refusal(build: Build): string {
  try {
    build(new Chart(Testing.app(), 'chart'));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return ACCEPTED;
}

export const ACCEPTED = 'accepted';

/** The message of an Error that lists these problems of a construct. */
export function refused(subject: string, ...problems: string[]): string {
  return [`${subject}:`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}

/** What the validation of a tree reports whose charts, named by the keys, are filled one after the other. */
export function validation(charts: Readonly<Record<string, Build>>): string[] {
  const app = Testing.app();
  for (const [id, build] of Object.entries(charts)) build(new Chart(app, id));
  return app.node.findAll().flatMap(({ node }) => node.validate());
}

/** What only callers without types can give. */
export function untyped(value: unknown): never {
  return value as never;
}

/** Why and what to do, as problems of names and numbers end. */
export const NOT_A_LABEL =
  'not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.';
export const NOT_AN_OBJECT_NAME =
  'not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.';
export const NOT_A_SERVICE_NAME =
  'not a name that Kubernetes takes for a Service (RFC 1035 label). ' +
  'Use at most 63 lower-case letters, digits and dashes, with a letter first and no dash last.';
export const NOT_A_PORT = 'not a port. Use a whole number from 1 to 65535.';
