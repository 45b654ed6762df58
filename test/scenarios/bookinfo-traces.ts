import { ENCRYPTED, type Expectation, IN, REFUSED, SECOND_IN, type Traced } from './expected-trace';

const BOOKINFO = 'mycluster-a1b2cdef345678g9hi012j3kl4567890-0001.us-south.containers.appdomain.cloud';
const PRODUCTPAGE = [`${IN}: tls`, '-> workload bookinfo/productpage-v1: mutual-tls', ENCRYPTED];
const call = (from: string, to: string): readonly string[] => [`${from} -> ${to}: mutual-tls`, ENCRYPTED];
const REDIRECTED_BOOKINFO: Traced = [`http://${BOOKINFO}/productpage`, {}, [`${IN}: plaintext`, 'redirect 301']];

export const bookinfo: Expectation = {
  sample: [
    ...['/productpage', '/login', '/logout', '/static', '/static/a.css', '/api/v1/products', '/api/v1/products/0'].map(
      (path): Traced => [`https://${BOOKINFO}${path}`, {}, PRODUCTPAGE],
    ),
    [`https://${BOOKINFO}/`, {}, [`${IN}: tls`, 'no-route 404']],
    [`http://${BOOKINFO}/productpage`, {}, [REFUSED]],
    [
      'http://reviews:9080/reviews/0',
      { from: 'bookinfo/productpage-v1' },
      call('workload bookinfo/productpage-v1', 'workload bookinfo/reviews-v1'),
      call('workload bookinfo/productpage-v1', 'workload bookinfo/reviews-v2'),
      call('workload bookinfo/productpage-v1', 'workload bookinfo/reviews-v3'),
    ],
    [
      'http://details:9080/details/0',
      { from: 'bookinfo/productpage-v1' },
      call('workload bookinfo/productpage-v1', 'workload bookinfo/details-v1'),
    ],
    ...['reviews-v2', 'reviews-v3'].map(
      (from): Traced => [
        'http://ratings:9080/ratings/0',
        { from: `bookinfo/${from}` },
        call(`workload bookinfo/${from}`, 'workload bookinfo/ratings-v1'),
      ],
    ),
  ],
  variants: {
    'port 80 redirects': [REDIRECTED_BOOKINFO],
    'port 80 redirects and lets HTTP-01 through': [
      [`http://${BOOKINFO}/productpage`, {}, [`${IN}: plaintext`, 'redirect 301']],
    ],
    'certificate of a private CA': [[`https://${BOOKINFO}/productpage`, {}, PRODUCTPAGE]],
    'certificate copied from another namespace': [[`https://${BOOKINFO}/productpage`, {}, PRODUCTPAGE]],
    'certificate by HTTP-01': [
      [`https://${BOOKINFO}/productpage`, {}, PRODUCTPAGE],
      [`http://${BOOKINFO}/productpage`, {}, [`${IN}: plaintext`, 'redirect 301']],
    ],
    'second settings': [
      [
        'https://books.example.org/productpage',
        {},
        [`${SECOND_IN}: tls`, '-> workload library/productpage-v1: mutual-tls', ENCRYPTED],
      ],
      ['http://books.example.org/productpage', {}, [REFUSED]],
    ],
  },
};
