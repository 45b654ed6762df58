import { OBJECT_RULES } from '../../lib/rules';
import { checkObject } from '../../lib/schema/check-object';
import { judgeAlone } from '../../lib/verify/alone';
import { objectsOf } from '../manifest/reading';

afterEach(() => jest.restoreAllMocks());

/** Finds what is said of a VirtualService with this route, and how many of the rules on retries were asked. */
function judge(route: string) {
  const rules = OBJECT_RULES.filter(({ id }) => id.startsWith('virtual-service-retry'));
  const checks = rules.map((rule) => jest.spyOn(rule, 'check'));
  const [manifest] = objectsOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop }
spec: { hosts: [shop], http: [{ ${route} route: [{ destination: { host: shop } }] }] }
`);
  if (manifest === undefined) throw new Error('There is no object.');
  const found = judgeAlone(manifest, checkObject(manifest)).map(({ rule }) => rule);
  return { asked: checks.filter(({ mock }) => mock.calls.length > 0).length, found };
}

test('a rule is asked about objects with a field that it is about', () => {
  const { asked, found } = judge('retries: { attempts: -1 },');
  expect(asked).toBe(3);
  expect(found).toEqual(['virtual-service-retry-attempts']);
});

test('a rule is not asked about objects without any', () => {
  expect(judge('')).toEqual({ asked: 0, found: [] });
});
