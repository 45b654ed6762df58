const SECOND = 1_000_000_000n;

/** Nanoseconds as the fields of `google.protobuf.Duration`. */
export function durationParts(nanoseconds: bigint): { seconds: bigint; nanos: number } {
  return { seconds: nanoseconds / SECOND, nanos: Number(nanoseconds % SECOND) };
}
