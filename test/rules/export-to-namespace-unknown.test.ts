import { testMeshRule } from './mesh-rule-tester';
import { destinationRule, edgePods, namespace, serviceEntry, to, virtualService } from './route-objects';

const exported = (exportTo: string) =>
  virtualService('prod/shop', `hosts: [shop], exportTo: [${exportTo}], http: [${to('shop')}]`);

testMeshRule('export-to-namespace-unknown', {
  valid: [
    { name: 'namespaces that are there', objects: namespace('team') + exported('team, ".", prod') },
    {
      name: 'all, and nobody',
      objects: namespace('team') + exported('"*"') + serviceEntry('prod/a', 'hosts: [a.b], exportTo: ["~"]'),
    },
    { name: 'an object proves its namespace', objects: namespace('team') + edgePods('edge') + exported('edge') },
    { name: 'a namespace of the context', objects: exported('team'), context: namespace('team') },
    { name: 'in every cluster', objects: namespace('team') + exported('kube-system, default') },
    {
      name: 'where Istio is',
      objects: namespace('team') + exported('mesh-root'),
      mesh: { rootNamespace: 'mesh-root', ingressControllerMode: 'OFF' },
    },
    { name: 'what is no name is refused by istiod', objects: namespace('team') + exported('"a_b", ""') },
    { name: 'no Namespace is known', objects: exported('team, other'), undecided: ['the Namespace "team"'] },
    { name: 'none is asked for', objects: virtualService('prod/shop', 'hosts: [shop]') },
  ],
  invalid: [
    {
      name: 'a misspelled one',
      objects: namespace('team') + exported('team, taem'),
      findings: [
        {
          on: 'VirtualService prod/shop',
          path: 'spec.exportTo[1]',
          message: 'There is no namespace "taem", so that the VirtualService is exported to nobody by this entry',
          fix: 'Name a namespace that is there, or name what the cluster has already with --context',
          refType: 'namespace',
        },
      ],
    },
    {
      name: 'all kinds',
      objects:
        destinationRule('prod/a', 'host: a, exportTo: [one]') +
        serviceEntry('prod/b', 'hosts: [a.b], exportTo: [".", two]'),
      context: namespace('team'),
      findings: [
        {
          on: 'DestinationRule prod/a',
          path: 'spec.exportTo[0]',
          message: 'There is no namespace "one", so that the DestinationRule is exported to nobody by this entry',
          fix: 'Name a namespace that is there, or name what the cluster has already with --context',
          refType: 'namespace',
        },
        {
          on: 'ServiceEntry prod/b',
          path: 'spec.exportTo[1]',
          message: 'There is no namespace "two", so that the ServiceEntry is exported to nobody by this entry',
          fix: 'Name a namespace that is there, or name what the cluster has already with --context',
          refType: 'namespace',
        },
      ],
    },
  ],
});
