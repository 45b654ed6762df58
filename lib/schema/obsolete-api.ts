/** A version or kind that clusters of today no longer serve. */
export interface ObsoleteApi {
  readonly group: string;
  /** Without: every version. */
  readonly versions?: readonly string[];
  /** Without: every kind. */
  readonly kinds?: readonly string[];
  /** Who removed it when, in words that follow "removed in". */
  readonly removed: string;
  /** The `apiVersion` of today, with the kind where that is another; without where nothing took its place. */
  readonly now?: string;
  /** What moved, each in words that stand for themselves. */
  readonly moved: readonly string[];
}
