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
  const [ours, verified] = [OURS, VERIFIED].map(({ name }) => results.find((result) => result.name === name));
  return [
    target('10,000 hosts, verified: synth CPU ÷ cdk8s', 1, quotient(verified.step?.cpu, stock.step?.cpu)),
    target('10,000 hosts, verified: process CPU ÷ cdk8s', 1, quotient(verified.process?.cpu, stock.process?.cpu)),
    target('10,000 hosts: synth CPU ÷ cdk8s', 0.35, quotient(ours.step?.cpu, stock.step?.cpu)),
  ];
}
