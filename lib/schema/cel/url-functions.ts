import { type CelFunc, CelScalar, celFunc, celMethod, mapType } from '@bufbuild/cel';
import { type GoUrl, parseRequestUri, parseUrl } from '../go-url';

const { BOOL, STRING } = CelScalar;

/** The library has no opaque types: a URL is a map of its parts. */
const URL_TYPE = mapType(STRING, STRING);

function getter(name: string, part: keyof GoUrl): CelFunc {
  return celMethod(name, URL_TYPE, [], STRING, function get() {
    const value = this.get(part);
    if (typeof value !== 'string') throw new Error('this is not a URL');
    return value;
  });
}

/** The URL library of Kubernetes. */
export const URL_FUNCTIONS: readonly CelFunc[] = [
  celFunc('isURL', [STRING], BOOL, (text) => parseRequestUri(text) !== undefined),
  celFunc('url', [STRING], URL_TYPE, (text) => {
    const url = parseUrl(text);
    if (url === undefined) throw new Error(`"${text}" is not an absolute URL`);
    return { ...url };
  }),
  getter('getScheme', 'scheme'),
  getter('getHost', 'host'),
];
