import { canonicalCrds, sha256 } from '../../scripts/canonical';
import { newestOnly } from '../../scripts/typed-classes';
import { crd } from './crds';

const widget = crd('Widget', { v1: true });
const gadget = crd('Gadget', { v1: true });

function hash(...documents: unknown[]): string {
  return sha256(JSON.stringify(canonicalCrds(documents)));
}

describe('what does not change the hash', () => {
  const before = hash(widget, gadget);

  test('the order of the CRDs, and what lies between them', () => {
    expect(hash(null, gadget, { kind: 'ConfigMap' }, widget)).toBe(before);
  });

  test('annotations and labels of the CRD', () => {
    const labelled = { ...widget, metadata: { name: widget.metadata.name, labels: { packed: 'by-helm' } } };
    expect(hash(labelled, gadget)).toBe(before);
  });

  test('the order of keys', () => {
    const { spec, ...rest } = widget;
    const { group, ...others } = spec;
    expect(hash({ spec: { ...others, group }, ...rest }, gadget)).toBe(before);
  });
});

describe('what changes the hash', () => {
  test.each([
    ['another schema', crd('Widget', { v1: true }, { required: ['spec'] })],
    ['another description', crd('Widget', { v1: true }, { description: 'Turns.' })],
    ['a version that is no longer served', crd('Widget', { v1: false })],
    ['another scope', { ...widget, spec: { ...widget.spec, scope: 'Cluster' } }],
    ['another plural', { ...widget, spec: { ...widget.spec, names: { kind: 'Widget', plural: 'widgetz' } } }],
  ])('%s', (_, changed) => {
    expect(hash(changed, gadget)).not.toBe(hash(widget, gadget));
  });
});

test('a CRD of an API version that is gone is refused, with what is expected', () => {
  expect(() => canonicalCrds([{ ...widget, apiVersion: 'apiextensions.k8s.io/v1beta1' }])).toThrow(
    /CustomResourceDefinition: .*"apiextensions.k8s.io\/v1"/,
  );
});

describe('the version that gets a class', () => {
  test('is the newest served one', () => {
    const [canonical] = canonicalCrds([crd('Widget', { v1alpha1: true, v2: false, v1: true, v1beta1: true })]);
    expect(canonical && newestOnly(canonical)).toMatchObject({ spec: { versions: [{ name: 'v1' }] } });
  });

  test('has to exist', () => {
    const [canonical] = canonicalCrds([crd('Widget', { v1: false })]);
    expect(() => canonical && newestOnly(canonical)).toThrow('widgets.example.com: no version is served');
  });
});
