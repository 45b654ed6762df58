/* A chart a host, a file a chart. */
const { growthRows, outputNote, rowsOf, stockOf } = require('../comparison.js');
const { OURS, STOCK, VERIFIED } = require('../contenders/index.js');
const { count } = require('../markdown.js');
const { measureInTurn } = require('../rounds.js');
const { quotient, target } = require('../targets.js');

/** Seconds that cdk8s gets for the size at which it is compared; it is not waited for at the next one. */
const LIMIT = 240;

module.exports = ({ quick, settings }) => {
  const sizes = quick ? [100, 400] : [1000, 4000, 10_000];
  const groups = sizes.map((size) => ({ size, results: measureInTurn(contenders(size), settings) }));
  const rows = groups.flatMap(({ size, results }) => rowsOf(results).map((row) => ({ charts: count(size), ...row })));
  return {
    tables: [rows, growthRows(groups)],
    notes: [outputNote(groups.map(({ results }) => results))],
    targets: groups.filter(({ size }) => size === 4000).flatMap(({ results }) => targetsOf(results)),
  };
};

function contenders(charts) {
  const input = { hosts: charts, charts, layout: 'FILE_PER_CHART' };
  const stock = { ...STOCK, ...(charts <= 4000 ? { limit: LIMIT } : {}) };
  return [stock, OURS, VERIFIED].map((contender) => ({ ...contender, input }));
}

function targetsOf(results) {
  const ours = results.find(({ name }) => name === OURS.name);
  const stock = stockOf(results);
  return [
    target('4,000 charts: synth CPU ÷ cdk8s', 1 / 20, quotient(ours.step?.cpu, stock.step?.cpu)),
    target('4,000 charts: process CPU ÷ cdk8s', 1 / 20, quotient(ours.process?.cpu, stock.process?.cpu)),
  ];
}
