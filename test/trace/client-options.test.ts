import { readClient, type RequestOptions } from '../../lib/trace/client-options';
import type { Client } from '../../lib/trace/request';
import { urlOf } from '../../lib/trace/url';

const plain: Client = {
  scheme: 'https',
  host: 'shop.example.com',
  port: 443,
  path: '/',
  query: '',
  method: 'GET',
  headers: {},
  hostHeader: 'shop.example.com',
  sni: 'shop.example.com',
  certificate: undefined,
  from: undefined,
  entry: undefined,
};

test.each<[string, RequestOptions, Partial<Client>]>([
  ['https://shop.example.com', {}, {}],
  ['HTTPS://Shop.Example.com:443/#top', {}, {}],
  ['http://shop.example.com', {}, { scheme: 'http', port: 80 }],
  ['https://shop.example.com:8443/a/../b%20c?d=e', {}, { port: 8443, path: '/b%20c', query: 'd=e' }],
  ['https://203.0.113.7/', {}, { host: '203.0.113.7', hostHeader: '203.0.113.7', sni: undefined }],
  ['https://[2001:db8::1]:444/', {}, { host: '2001:db8::1', port: 444, hostHeader: '2001:db8::1', sni: undefined }],
  ['https://shop.example.com./', {}, { host: 'shop.example.com.', hostHeader: 'shop.example.com.' }],
  ['https://shop.example.com', { method: 'delete' }, { method: 'DELETE' }],
  [
    'https://shop.example.com',
    { header: ['X-User: jane', 'x-user:joe ', 'Empty:', 'Time: 12:30'] },
    { headers: { 'x-user': 'jane,joe', empty: '', time: '12:30' } },
  ],
  ['https://shop.example.com', { header: ['HOST: Other.example.com:444'] }, { hostHeader: 'other.example.com' }],
  ['https://shop.example.com', { host: 'other.example.com' }, { hostHeader: 'other.example.com' }],
  ['https://shop.example.com', { host: '[2001:db8::1]:80' }, { hostHeader: '2001:db8::1' }],
  ['https://shop.example.com', { sni: 'other.example.com' }, { sni: 'other.example.com' }],
  ['https://203.0.113.7', { sni: 'shop.example.com' }, { host: '203.0.113.7', hostHeader: '203.0.113.7' }],
  ['https://shop.example.com', { sni: false }, { sni: undefined }],
  ['https://shop.example.com', { clientCert: 'shop/web' }, { certificate: { namespace: 'shop', name: 'web' } }],
  ['https://shop.example.com', { from: 'shop/web' }, { from: { namespace: 'shop', name: 'web' } }],
  [
    'https://shop.example.com',
    { entry: 'Service/shop/web' },
    { entry: { kind: 'Service', namespace: 'shop', name: 'web' } },
  ],
])('%s %j', (url, options, changes) => {
  expect(readClient(url, options)).toEqual({ client: { ...plain, ...changes }, problems: [] });
});

const URL = 'https://shop.example.com';

test.each<[string, RequestOptions, readonly string[]]>([
  ['https://', {}, ['"https://" is not a URL such as https://shop.example.com/api.']],
  [
    'https://a:b@shop.example.com',
    {},
    ['The URL has a user name or a password in it: give `--header "Authorization: ..."` instead.'],
  ],
  [URL, { method: 'GET /' }, ['`--method` "GET /" is not a method such as POST.']],
  [
    URL,
    { header: ['x-user', ': a', 'a b: c'] },
    [
      '`--header` "x-user" is not of the form "Name: value".',
      '`--header` ": a" is not of the form "Name: value".',
      '`--header` "a b: c" is not of the form "Name: value".',
    ],
  ],
  [URL, { host: 'a', header: ['Host: a'] }, ['`--host` and `--header Host` say the same.']],
  [URL, { host: 'https://a/' }, ['`--host` "https://a/" is not a host such as shop.example.com.']],
  [URL, { sni: '' }, ['`--sni` "" is not a host such as shop.example.com.']],
  [URL, { clientCert: 'web' }, ['`--client-cert` "web" is not of the form NAMESPACE/SECRET.']],
  [URL, { from: 'a/b/c' }, ['`--from` "a/b/c" is not of the form NAMESPACE/WORKLOAD.']],
  [
    URL,
    { entry: 'shop/web' },
    ['`--entry` "shop/web" is not of the form KIND/NAMESPACE/NAME, such as Service/istio-system/istio-ingressgateway.'],
  ],
  [
    URL,
    { from: 'a/b', entry: 'Service/a/b' },
    ['`--from` is for calls inside the mesh and `--entry` for requests from outside: give one of them.'],
  ],
  [
    'http://shop.example.com',
    { sni: 'a', clientCert: 'a/b' },
    [
      '`--sni` is about TLS, and the URL begins with http://.',
      '`--client-cert` is about TLS, and the URL begins with http://.',
    ],
  ],
  ['http://shop.example.com', { sni: false }, ['`--no-sni` is about TLS, and the URL begins with http://.']],
  [
    'http://:80',
    { method: '', from: '/' },
    [
      '"http://:80" is not a URL such as https://shop.example.com/api.',
      '`--from` "/" is not of the form NAMESPACE/WORKLOAD.',
      '`--method` "" is not a method such as POST.',
    ],
  ],
])('wrong: %s %j', (url, options, problems) => {
  expect(readClient(url, options)).toEqual({ client: undefined, problems });
});

test.each([
  ['https://shop.example.com/api?a=b'],
  ['http://shop.example.com/'],
  ['https://shop.example.com:80/'],
  ['http://[2001:db8::1]:8080/'],
])('told again as %s', (url) => {
  const { client } = readClient(url, {});

  expect(client && urlOf(client)).toBe(url);
});
