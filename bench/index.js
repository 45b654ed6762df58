/* All benchmarks: npm run bench [-- PART... --quick --json FILE]. README.md has the results. */
const { writeFileSync } = require('node:fs');
const { parseArgs } = require('node:util');
const { machine } = require('./machine.js');
const { markdownTable } = require('./markdown.js');
const { everyRun } = require('./rounds.js');
const { targetRows } = require('./targets.js');

const PARTS = {
  synth: { title: 'Hosts in one file', file: './sections/synth.js' },
  growth: { title: 'Growth and memory', file: './sections/growth.js' },
  charts: { title: 'A chart a host, a file a chart', file: './sections/charts.js' },
  layouts: { title: 'Layouts', file: './sections/layouts.js' },
  dependencies: { title: 'Dependencies', file: './sections/dependencies.js' },
  verify: { title: 'Verification alone', file: './sections/verify.js' },
  trace: { title: 'Traces alone', file: './sections/trace.js' },
  'start-up': { title: 'Start-up', file: './sections/start-up.js' },
  rules: { title: 'What each rule costs', file: './sections/rules.js' },
};
/** Rules are for those who make them faster. */
const ALL = Object.keys(PARTS).filter((name) => name !== 'rules');

const FULL = { rounds: 5, budget: 30, limit: 60 };
/** To see that all works. */
const QUICK = { rounds: 1, budget: 0, limit: 30 };

function main() {
  const options = { quick: { type: 'boolean', default: false }, json: { type: 'string' } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  refuseUnknown(positionals);
  const settings = values.quick ? QUICK : FULL;
  show([introduction(settings)]);
  const targets = (positionals.length > 0 ? positionals : ALL).flatMap((name) => {
    const { title, file } = PARTS[name];
    const part = require(file)({ quick: values.quick, settings });
    show([`### ${title}`, ...part.notes, ...part.tables.map(markdownTable)]);
    return part.targets;
  });
  if (targets.length > 0) show(['### Targets', markdownTable(targetRows(targets))]);
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ machine: machine(), runs: everyRun() }));
}

function refuseUnknown(names) {
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length === 0) return;
  throw new Error(`No part is called ${unknown.join(', ')}. There are ${Object.keys(PARTS).join(', ')}.`);
}

function introduction({ rounds, budget, limit }) {
  const runs =
    rounds > 1 ? `Medians of ${rounds} runs, of fewer where they would take more than ${budget} s of CPU` : 'One run';
  return `${machine()}. ${runs}; a run is stopped after ${limit} s of CPU, unless it is worth more.`;
}

function show(blocks) {
  console.log(blocks.map((block) => `${block}\n`).join('\n'));
}

main();
