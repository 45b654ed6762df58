import type { ApiObject, Chart } from 'cdk8s';

/** A rendered object, with the fields that order and identify it. */
export interface Manifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

export interface RenderedObject {
  readonly source: ApiObject;
  readonly manifest: Manifest;
}

/** What one chart writes. */
export interface RenderedFile {
  readonly chart: Chart;
  /** Below the output folder, with forward slashes. */
  readonly path: string;
  /** In the order of the file, at least one. */
  readonly objects: readonly RenderedObject[];
}
