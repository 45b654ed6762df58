import { Failure } from '../../lib/failure';
import { readTraceArguments } from '../../lib/launcher/trace-arguments';
import type { RequestOptions } from '../../lib/trace/client-options';

const URL = 'https://shop.example.com';

test('paths, and the URL that comes last', () => {
  expect(readTraceArguments(['a', 'https'], {})).toEqual({ paths: ['a', 'https'], client: undefined });
  expect(readTraceArguments(['a', '-', 'HTTP://shop.example.com'], { method: 'PUT' })).toMatchObject({
    paths: ['a', '-'],
    client: { scheme: 'http', host: 'shop.example.com', method: 'PUT' },
  });
});

test.each<[readonly string[], RequestOptions, readonly string[]]>([
  [[URL], {}, ['Name the files or folders with Kubernetes manifests before the URL, or - for stdin.']],
  [[URL, 'a'], {}, [`${URL}: there is one URL at most, and it comes last.`]],
  [
    [URL, 'https://'],
    { from: 'a' },
    [
      `${URL}: there is one URL at most, and it comes last.`,
      '"https://" is not a URL such as https://shop.example.com/api.',
      '`--from` "a" is not of the form NAMESPACE/WORKLOAD.',
    ],
  ],
  [
    ['a'],
    { method: 'GET', header: ['a: b'], clientCert: 'a/b', sni: false, host: 'a', from: 'a/b', entry: 'a/b/c' },
    ['--method', '--header', '--client-cert', '--no-sni', '--host', '--from', '--entry'].map(
      (option) => `\`${option}\` is for one request: name its URL, as the last argument.`,
    ),
  ],
  [['a'], { sni: 'b' }, ['`--sni` is for one request: name its URL, as the last argument.']],
])('wrong: %j %j', (args, options, problems) => {
  expect(() => readTraceArguments(args, options)).toThrow(new Failure(2, problems.join('\n')));
});
