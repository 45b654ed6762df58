import type { ApiObject } from 'cdk8s';

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
  /** Undefined where a class of its own renders nothing. */
  readonly manifest: Manifest | undefined;
}

export interface RenderedFile {
  /** Below the output folder, with forward slashes; with one at the end for a folder that has no files. */
  readonly path: string;
  /** In the order of the file. To be read once, before the next file is asked for. */
  readonly objects: Iterable<RenderedObject>;
}
