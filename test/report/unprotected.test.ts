import { unprotectedText } from '../../lib/report/unprotected';
import { decider, first, inTheClear, notTold, second, survey, traced } from './traced';

const PLAINTEXT =
  'Plaintext on hop 1 (client → gateway istio-system/istio-ingressgateway) because plain HTTP comes in.';

test('what is asked for, why, and where that is decided', () => {
  const all = [traced({ hops: [inTheClear, second] }), traced({ hops: [first], end: notTold })];

  expect(unprotectedText(survey(...all), false)).toBe(`\
GET https://shop.example.com/api: error not certainly encrypted on every hop
  ${PLAINTEXT}
    shop.yaml:6  Gateway shop/public  spec.servers[0].port.number
    shop.yaml:7  Gateway shop/public  spec.servers[0].tls.mode

GET https://shop.example.com/api: error not certainly encrypted on every hop
  Could not tell what is behind web.shop: no Service is in the input.
    shop.yaml:14  VirtualService shop/web  spec.http[0]

`);
  expect(unprotectedText(survey(...all.slice(0, 1)), true)).toContain(': \u001b[31merror\u001b[0m not certainly');
  expect(unprotectedText(survey(), false)).toBe('');
});

test('what was not traced is not known to be encrypted', () => {
  const untraced = [{ ...decider('Gateway', 'spec'), why: 'is odd' }];

  expect(unprotectedText({ traced: [], untraced }, false)).toBe(
    'error not traced, so not certainly encrypted\n  shop.yaml:4  Gateway shop/public is odd (spec)\n\n',
  );
});
