import { Chart, Testing } from 'cdk8s';
import { MeshNamespace, type MeshNamespaceProps } from '../../lib/constructs/mesh-namespace';
import { ACCEPTED, NOT_A_LABEL, refusal, refused, render, untyped } from './rendering';

function rendered(props: Partial<MeshNamespaceProps>): unknown[] {
  return render((chart) => new MeshNamespace(chart, 'namespace', { name: 'shop', ...props }));
}

function message(props: Partial<MeshNamespaceProps>): string {
  return refusal((chart) => new MeshNamespace(chart, 'namespace', { name: 'shop', ...props }));
}

function namespaceRefused(...problems: string[]): string {
  return refused('MeshNamespace chart/namespace', ...problems);
}

function namespace(labels: object) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels, annotations: { 'argocd.argoproj.io/sync-wave': '-20' } },
  };
}

test('sidecars are injected by the default revision', () => {
  expect(rendered({})).toEqual([namespace({ 'istio-injection': 'enabled' })]);
  expect(rendered({ revision: undefined, labels: undefined })).toEqual(rendered({}));
});

test('by a revision they are injected without the other label, which would win', () => {
  expect(rendered({ revision: '1-30-3' })).toEqual([namespace({ 'istio.io/rev': '1-30-3' })]);
});

test('further labels stand beside', () => {
  expect(rendered({ labels: { 'pod-security.kubernetes.io/enforce': 'restricted', team: '' } })).toEqual([
    namespace({ 'istio-injection': 'enabled', 'pod-security.kubernetes.io/enforce': 'restricted', team: '' }),
  ]);
});

test('the construct knows its name', () => {
  expect(new MeshNamespace(new Chart(Testing.app(), 'chart'), 'namespace', { name: 'shop' }).name).toBe('shop');
});

test('the namespace of the chart does not land on it', () => {
  const chart = new Chart(Testing.app(), 'chart', { namespace: 'other' });
  new MeshNamespace(chart, 'namespace', { name: 'shop' });

  expect(chart.toJson()).toEqual([namespace({ 'istio-injection': 'enabled' })]);
});

describe('refuses', () => {
  const DECIDES = 'decides on injection, which this construct does itself. Use revision, or leave it out.';

  test('all that is wrong together', () => {
    const labels = { 'istio-injection': 'disabled', 'istio.io/rev': 'default' };

    expect(message({ name: 'Shop', revision: '1.30.3', labels })).toBe(
      namespaceRefused(
        `\`name\` "Shop": ${NOT_A_LABEL}`,
        `\`revision\` "1.30.3": ${NOT_A_LABEL}`,
        `\`labels["istio-injection"]\` "disabled": ${DECIDES}`,
        `\`labels["istio.io/rev"]\` "default": ${DECIDES}`,
      ),
    );
  });

  test('labels without a value, which would take the label of injection away', () => {
    expect(message({ labels: { 'istio-injection': untyped(undefined) } })).toBe(
      namespaceRefused('`labels["istio-injection"]`: missing. Give a string.'),
    );
  });

  test.each([
    ['a'.repeat(63), ACCEPTED],
    ['a'.repeat(64), namespaceRefused(`\`name\` "${'a'.repeat(64)}": ${NOT_A_LABEL}`)],
    ['', namespaceRefused(`\`name\` "": ${NOT_A_LABEL}`)],
    ['shop.web', namespaceRefused(`\`name\` "shop.web": ${NOT_A_LABEL}`)],
  ])('names that are no labels: %j', (name, expected) => {
    expect(message({ name })).toBe(expected);
  });

  test('an empty revision', () => {
    expect(message({ revision: '' })).toBe(namespaceRefused(`\`revision\` "": ${NOT_A_LABEL}`));
  });
});
