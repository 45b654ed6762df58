import { App, Chart } from 'cdk8s';

/** The objects that `build` adds to a chart of id `chart`, in the order in which they were made. */
export function objectsOf(build: (chart: Chart) => void): unknown[] {
  const chart = new Chart(new App(), 'chart');
  build(chart);
  return chart.toJson();
}

/** The lines of the error that `build` ends with; none when it succeeds. */
export function refusalOf(build: (chart: Chart) => void): string[] {
  try {
    build(new Chart(new App(), 'chart'));
  } catch (error) {
    if (error instanceof Error) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** What the validation of a tree reports whose charts, named by the keys, are filled one after the other. */
export function problemsOf(charts: Readonly<Record<string, (chart: Chart) => void>>): string[] {
  const app = new App();
  for (const [id, build] of Object.entries(charts)) build(new Chart(app, id));
  return app.node.findAll().flatMap(({ node }) => node.validate());
}

/** Props that types refuse, as callers from JavaScript may give them. */
export function untyped(props: object): never {
  return props as never;
}

/** An object name of so many characters, at least two, in labels of one or two. */
export function nameOfLength(length: number): string {
  return `${'a'.repeat(2 - (length % 2))}${'.a'.repeat((length - 1) / 2)}`;
}
