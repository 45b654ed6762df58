/** One rendered file. */
export interface FileSummary {
  /** Below the output folder, with forward slashes. */
  readonly path: string;
  readonly objects: number;
  readonly hosts: readonly string[];
  /** How well requests from outside are protected; empty where nobody has said so. */
  readonly verdict: string;
}

/** One line a file, in aligned columns: where it is, how many objects it holds, the verdict on its requests, its hosts. */
export function summaryLines(output: string, files: readonly FileSummary[]): string[] {
  const places = padded(files.map(({ path }) => `${output}/${placeOf(path)}`));
  const width = files.reduce((widest, { objects }) => Math.max(widest, String(objects).length), 0);
  const counts = padded(files.map(({ objects }) => counted(objects, 'object', width)));
  const verdicts = padded(files.map(({ verdict }) => verdict));
  return files.map(({ hosts }, i) =>
    [places[i], counts[i], verdicts[i], hosts.join(', ') || 'no hosts'].filter((text) => text !== '').join('   '),
  );
}

/** Such as "9 folders, 158 objects". */
export function summaryTotal(files: readonly FileSummary[]): string {
  const folders = new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/') + 1)));
  const objects = files.reduce((sum, file) => sum + file.objects, 0);
  return `${counted(folders.size, 'folder')}, ${counted(objects, 'object')}`;
}

/** The folder, when its only file is named after it as SecureIngressApp does; else the file. */
function placeOf(path: string): string {
  const [folder, name, ...deeper] = path.split('/');
  return deeper.length === 0 && name === `${folder}.k8s.yaml` ? `${folder}` : path;
}

function padded(column: readonly string[]): string[] {
  const width = column.reduce((widest, { length }) => Math.max(widest, length), 0);
  return column.map((text) => text.padEnd(width));
}

function counted(count: number, noun: string, width = 0): string {
  return `${String(count).padStart(width)} ${noun}${count === 1 ? '' : 's'}`;
}
