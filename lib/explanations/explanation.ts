/** What is said of a rule beside its summary, on the command line and in the documentation. */
export interface Explanation {
  /** What happens in production. One to three sentences. */
  readonly why: string;
  /** How to mend it, in general. One or two sentences. */
  readonly fix: string;
  /** Manifests with the fault, and no other. */
  readonly bad: string;
  /** The same, mended. */
  readonly good: string;
  /** Where upstream says so: a page, an API field or a file of source code, as a URL. Several with spaces between them. */
  readonly source: string;
}

/** By rule id. */
export type Explanations = Readonly<Record<string, Explanation>>;
