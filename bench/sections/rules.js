/* The rules that cost most among many hosts. Timing them costs as well: only for comparing rules with each other. */
const { measureInTurn } = require('../rounds.js');

const SHOWN = 25;

module.exports = ({ quick, settings }) => {
  const hosts = quick ? 1000 : 10_000;
  const inputs = { 'a Gateway each': { hosts }, 'one Gateway': { hosts, oneGateway: true } };
  const tasks = Object.entries(inputs).map(([name, input]) => ({ name, file: 'tasks/rules.js', input }));
  return { tables: measureInTurn(tasks, { ...settings, rounds: 1 }).map(rowsOf), notes: [], targets: [] };
};

function rowsOf({ name, told, failure }) {
  if (failure !== undefined) return [{ [`rule, ${name}`]: failure, ms: undefined }];
  const slowest = told.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, SHOWN);
  return slowest.map(({ id, milliseconds }) => ({ [`rule, ${name}`]: id, ms: Math.round(milliseconds) }));
}
