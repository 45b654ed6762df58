/* addDependency between charts, and between objects: what each shape costs beside none. */
const { outputNote } = require('../comparison.js');
const { OURS, STOCK } = require('../contenders/index.js');
const { count, ratio, seconds } = require('../markdown.js');
const { measureInTurn } = require('../rounds.js');
const { quotient, target } = require('../targets.js');

const SHAPES = ['none', 'chain', 'star', 'lattice'];

const charts = (hosts, width) => ({ hosts, charts: hosts, between: 'charts', width, layout: 'FILE_PER_CHART' });
const objects = (hosts) => ({ hosts, between: 'objects', layout: 'FILE_PER_APP' });

const TARGETS = ['14 charts', '8,000 objects'];

/** cdk8s takes part where it comes to an end, in one shape at least. */
function cases(quick) {
  const [many, hosts] = quick ? [100, 200] : [1000, 2000];
  return [
    { things: '14 charts', input: charts(14, 2), contenders: quick ? [OURS] : [STOCK, OURS] },
    { things: `${count(many)} charts`, input: charts(many), contenders: [OURS] },
    { things: `${count(hosts * 4)} objects`, input: objects(hosts), contenders: quick ? [OURS] : [STOCK, OURS] },
  ];
}

module.exports = ({ quick, settings }) => {
  const measured = cases(quick).map(({ things, input, contenders }) => {
    const all = SHAPES.flatMap((shape) => contenders.map((each) => ({ ...each, input: { ...input, shape }, shape })));
    return { things, results: measureInTurn(all, settings) };
  });
  return {
    tables: [measured.flatMap(({ things, results }) => results.map((result) => rowOf(things, result, results)))],
    notes: [outputNote(measured.flatMap(({ results }) => byShape(results)))],
    targets: measured.filter(({ things }) => TARGETS.includes(things)).map(targetOf),
  };
};

function rowOf(things, { name, shape, step, process, failure, runs }, results) {
  const none = withoutDependencies(name, results);
  return {
    among: things,
    shape,
    contender: name,
    'synth, CPU s': failure ?? seconds(step.cpu),
    '÷ none': ratio(step?.cpu, none.step?.cpu),
    'process, CPU s': seconds(process?.cpu),
    '÷ none, process': ratio(process?.cpu, none.process?.cpu),
    runs,
  };
}

function byShape(results) {
  return SHAPES.map((shape) => results.filter((each) => each.shape === shape));
}

function withoutDependencies(name, results) {
  return results.find((each) => each.name === name && each.shape === 'none');
}

function targetOf({ things, results }) {
  const chain = results.find(({ name, shape }) => name === OURS.name && shape === 'chain');
  const none = withoutDependencies(OURS.name, results);
  const promise = `A chain of ${things}: synth CPU ÷ without dependencies`;
  return target(promise, 1.5, quotient(chain.step?.cpu, none.step?.cpu));
}
