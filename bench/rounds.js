/* Contenders measured in turn, so that a change of the machine's speed meets them all. */
const { run } = require('./run.js');

/**
 * @typedef {object} Settings
 * @property {number} rounds how often each is measured
 * @property {number} budget seconds of CPU for one contender, over all rounds: who takes minutes runs once
 * @property {number} limit seconds of CPU after which a run is stopped
 */

/** What was measured already: a part may ask for what another one has. */
const known = new Map();

/**
 * @param contenders name, file, input, and `limit` where a longer run is worth its time
 * @returns for each the medians of its figures and `runs`, or its `failure`
 */
function measureInTurn(contenders, settings) {
  const states = contenders.map((contender) => stateOf(contender));
  for (let round = 0; round < settings.rounds; round++) {
    for (const state of states) if (wanted(state, round, settings)) measureOnce(state, settings);
  }
  return states.map(({ contender, runs, failure }) => ({ ...contender, ...medians(runs), failure, runs: runs.length }));
}

function stateOf(contender) {
  const key = JSON.stringify([contender.file, contender.input]);
  if (!known.has(key)) known.set(key, { runs: [], spent: 0, failure: contender.absent });
  const state = known.get(key);
  state.contender = contender;
  return state;
}

function wanted({ runs, spent, failure }, round, { budget }) {
  if (failure !== undefined || runs.length > round) return false;
  return runs.length === 0 || spent + spent / runs.length <= budget;
}

function measureOnce(state, settings) {
  const { name, file, input, limit = settings.limit } = state.contender;
  const { failure, ...figures } = run(file, input, limit);
  process.stderr.write(
    `${name} ${JSON.stringify(input)}: ${failure ?? `${figures.process.cpu.toFixed(2)} s of CPU`}\n`,
  );
  state.failure = failure;
  if (failure !== undefined) return;
  state.runs.push(figures);
  state.spent += figures.process.cpu;
}

function medians(runs) {
  if (runs.length === 0) return {};
  const of = (pick) => median(runs.map(pick));
  const [{ output, told }] = runs;
  return {
    step: { cpu: of(({ step }) => step.cpu), wall: of(({ step }) => step.wall) },
    process: { cpu: of((each) => each.process.cpu), wall: of((each) => each.process.wall) },
    peak: of(({ peak }) => peak),
    output,
    told,
  };
}

/** Of an even number of values the lower one of the two in the middle. */
function median(values) {
  return values.toSorted((one, other) => one - other)[(values.length - 1) >> 1];
}

/** All that was measured, run by run. */
function everyRun() {
  return [...known.values()].map(({ contender: { name, file, input }, runs, failure }) => ({
    name,
    file,
    input,
    runs,
    failure,
  }));
}

module.exports = { everyRun, measureInTurn };
