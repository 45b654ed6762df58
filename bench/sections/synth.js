/* Hosts in one file. */
const { outputNote, rowsOf, stockOf } = require('../comparison.js');
const { inOneFile, OURS, VERIFIED } = require('../contenders/index.js');
const { count } = require('../markdown.js');
const { measureInTurn } = require('../rounds.js');
const { quotient, target } = require('../targets.js');

module.exports = ({ quick, settings }) => {
  // The targets are about medians of all rounds.
  const patient = quick ? settings : { ...settings, budget: 150 };
  const sizes = quick ? [1, 100, 1000] : [1, 100, 1000, 10_000];
  const groups = sizes.map((hosts) => ({ hosts, results: measureInTurn(inOneFile(hosts), patient) }));
  const rows = groups.flatMap(({ hosts, results }) => rowsOf(results).map((row) => ({ hosts: count(hosts), ...row })));
  return {
    tables: [rows],
    notes: [outputNote(groups.map(({ results }) => results))],
    targets: groups.filter(({ hosts }) => hosts === 10_000).flatMap(({ results }) => targetsOf(results)),
  };
};

function targetsOf(results) {
  const stock = stockOf(results);
  const named = (wanted) => results.find(({ name }) => name === wanted);
  const verified = [`${VERIFIED.name}, no context`, VERIFIED.name].flatMap((name) => [
    target(`10,000 hosts, ${name}: synth CPU ÷ cdk8s`, 1, quotient(named(name).step?.cpu, stock.step?.cpu)),
    target(`10,000 hosts, ${name}: process CPU ÷ cdk8s`, 1, quotient(named(name).process?.cpu, stock.process?.cpu)),
  ]);
  const ours = quotient(named(OURS.name).step?.cpu, stock.step?.cpu);
  return [...verified, target('10,000 hosts: synth CPU ÷ cdk8s', 0.35, ours)];
}
