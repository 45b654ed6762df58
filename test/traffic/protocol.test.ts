import { isHttpLike, isTlsLike, PROTOCOLS, parseProtocol } from '../../lib/traffic/protocol';

test('protocols are read in any case', () => {
  expect(['http', 'Http2', 'GRPC-Web', 'http_proxy', 'Mongo'].map(parseProtocol)).toEqual([
    'HTTP',
    'HTTP2',
    'GRPC-WEB',
    'HTTP_PROXY',
    'MONGO',
  ]);
  expect(['', 'HBONE', 'HTTP3', 'grpc_web', ' http'].map(parseProtocol)).toEqual(Array(5).fill(undefined));
});

test('classes of protocols', () => {
  expect(PROTOCOLS.filter(isHttpLike)).toEqual(['GRPC', 'GRPC-WEB', 'HTTP', 'HTTP_PROXY', 'HTTP2']);
  expect(PROTOCOLS.filter(isTlsLike)).toEqual(['HTTPS', 'TLS']);
  expect([isHttpLike(undefined), isTlsLike(undefined)]).toEqual([false, false]);
});
