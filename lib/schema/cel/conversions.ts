import { type CelFunc, CelScalar, celFunc, objectType } from '@bufbuild/cel';
import { create } from '@bufbuild/protobuf';
import { DurationSchema } from '@bufbuild/protobuf/wkt';
import { parseDuration } from '../../manifest/go-duration';
import { durationParts } from './durations';

const DECIMAL = /^[+-]?\d+$/;

/** Conversions that the library takes too much for: its `int("")` is 0, and it reads "0x10" and " 5". */
export const CONVERSIONS: readonly CelFunc[] = [
  celFunc('int', [CelScalar.STRING], CelScalar.INT, (text) => {
    const value = DECIMAL.test(text) ? BigInt(text.replace('+', '')) : undefined;
    if (value === undefined || value !== BigInt.asIntN(64, value)) throw new Error(`"${text}" is not an integer`);
    return value;
  }),
  celFunc('duration', [CelScalar.STRING], objectType(DurationSchema), (text) => {
    const nanoseconds = parseDuration(text);
    if (nanoseconds === undefined) throw new Error(`"${text}" is not a duration such as "1h30m"`);
    return create(DurationSchema, durationParts(nanoseconds));
  }),
];
