/* Traces alone: all requests to hosts, and one among them, which costs the index of all objects. */
const { growth } = require('../growth.js');
const { count, exponent, megabytes, seconds } = require('../markdown.js');
const { measureInTurn } = require('../rounds.js');

const TASKS = [
  { name: 'all requests, a Gateway each', input: {} },
  { name: 'all requests, one Gateway', input: { oneGateway: true } },
  { name: 'one request, a Gateway each', input: { oneRequest: true } },
];

module.exports = ({ quick, settings }) => {
  const sizes = quick ? [100, 1000] : [1000, 10_000];
  const groups = sizes.map((hosts) => {
    const tasks = TASKS.map(({ name, input }) => ({ name, file: 'tasks/trace.js', input: { hosts, ...input } }));
    return { hosts, results: measureInTurn(tasks, settings) };
  });
  return { tables: [TASKS.flatMap(({ name }) => rowsOf(name, groups))], notes: [], targets: [] };
};

function rowsOf(name, groups) {
  const own = groups.map(({ hosts, results }) => ({ hosts, ...results.find((result) => result.name === name) }));
  return own.map(({ hosts, step, told, peak, failure, runs }, index) => ({
    traced: name,
    hosts: count(hosts),
    objects: told && count(told.objects),
    requests: told && count(told.requests),
    arrive: told && count(told.arriving),
    'CPU s': failure ?? seconds(step.cpu),
    'wall s': seconds(step?.wall),
    'growth exponent': exponent(growth(own[index - 1]?.step?.cpu, step?.cpu, own[index - 1]?.hosts, hosts)),
    'peak MB': megabytes(peak),
    runs,
  }));
}
