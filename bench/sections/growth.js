/* From 1,000 to 100,000 hosts in one file: how CPU time grows, and peak memory. */
const { growthRows, rowsOf } = require('../comparison.js');
const { inOneFile, OURS, VERIFIED } = require('../contenders/index.js');
const { growth } = require('../growth.js');
const { count } = require('../markdown.js');
const { measureInTurn } = require('../rounds.js');
const { target } = require('../targets.js');

const LARGEST = 100_000;

module.exports = ({ quick, settings }) => {
  const sizes = quick ? [100, 1000] : [1000, 10_000, LARGEST];
  const groups = sizes.map((size) => ({ size, results: measureInTurn(inOneFile(size), settings) }));
  const { size, results } = groups.at(-1);
  const rows = rowsOf(results).map((row) => ({ hosts: count(size), ...row }));
  return { tables: [rows, growthRows(groups)], notes: [], targets: targetsOf(groups) };
};

function targetsOf(groups) {
  const [smaller, larger] = groups.slice(-2);
  if (larger.size !== LARGEST) return [];
  return [OURS, VERIFIED].flatMap(({ name }, index) => {
    const [one, other] = [smaller, larger].map(({ results }) => results.find((result) => result.name === name));
    const exponent = growth(one.step?.cpu, other.step?.cpu, smaller.size, larger.size);
    return [
      target(`${name}: growth exponent of synth, 10,000 to 100,000 hosts`, 1.1, exponent),
      target(`${name}: peak memory at 100,000 hosts, MB`, [2048, 3072][index], other.peak),
    ];
  });
}
