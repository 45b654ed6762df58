/* Verification alone: hosts in memory with what the cluster has, the same in text, and schemas alone. */
const { growth } = require('../growth.js');
const { count, exponent, megabytes, seconds } = require('../markdown.js');
const { measureInTurn } = require('../rounds.js');

const TASKS = [
  { name: 'all rules, a Gateway each', file: 'tasks/verify.js', input: {} },
  { name: 'all rules, one Gateway', file: 'tasks/verify.js', input: { oneGateway: true } },
  { name: 'YAML read', file: 'tasks/verify-text.js', input: { file: 'hosts.yaml', readOnly: true } },
  { name: 'YAML read and verified, no context', file: 'tasks/verify-text.js', input: { file: 'hosts.yaml' } },
  { name: 'JSON read', file: 'tasks/verify-text.js', input: { file: 'hosts.json', readOnly: true } },
  ...['Certificate', 'Gateway', 'VirtualService', 'DestinationRule'].map((kind) => ({
    name: `schema alone, ${kind}`,
    file: 'tasks/schema.js',
    input: { kind },
  })),
];

module.exports = ({ quick, settings }) => {
  const sizes = quick ? [100, 1000] : [1000, 10_000];
  const groups = sizes.map((hosts) => {
    const tasks = TASKS.map((task) => ({ ...task, input: { hosts, ...task.input } }));
    return { hosts, results: measureInTurn(tasks, settings) };
  });
  return { tables: [TASKS.flatMap(({ name }) => rowsOf(name, groups))], notes: [], targets: [] };
};

function rowsOf(name, groups) {
  const own = groups.map(({ hosts, results }) => ({ hosts, ...results.find((result) => result.name === name) }));
  return own.map(({ hosts, step, told, peak, failure, runs }, index) => ({
    task: name,
    hosts: count(hosts),
    objects: told && count(told.objects),
    'CPU s': failure ?? seconds(step.cpu),
    'wall s': seconds(step?.wall),
    'objects/CPU s': step && count(Math.round(told.objects / step.cpu)),
    'growth exponent': exponent(growth(own[index - 1]?.step?.cpu, step?.cpu, own[index - 1]?.hosts, hosts)),
    'peak MB': megabytes(peak),
    runs,
  }));
}
