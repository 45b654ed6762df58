/* Results as rows of a table, beside those of cdk8s, and whether all wrote the same. */
const { STOCK } = require('./contenders/index.js');
const { growth } = require('./growth.js');
const { count, exponent, megabytes, ratio, seconds } = require('./markdown.js');

function stockOf(results) {
  return results.find(({ name }) => name === STOCK.name);
}

/** `synth` is the measured step alone, `process` all from the start of Node: loading, making constructs or objects, synth. */
function rowsOf(results) {
  const stock = stockOf(results);
  return results.map((result) => ({
    contender: result.name,
    'synth, CPU s': result.failure ?? seconds(result.step.cpu),
    '÷ cdk8s': ratio(result.step?.cpu, stock?.step?.cpu),
    'process, CPU s': seconds(result.process?.cpu),
    '÷ cdk8s, process': ratio(result.process?.cpu, stock?.process?.cpu),
    'process, wall s': seconds(result.process?.wall),
    'peak MB': megabytes(result.peak),
    runs: result.runs,
  }));
}

const COLUMN = { step: 'synth', process: 'process' };

/** How the CPU time grows from one size to the next, for each contender that did both. */
function growthRows(sizes) {
  const [{ results }] = sizes;
  const steps = sizes.slice(1).map((size, index) => [sizes[index], size]);
  return results.map(({ name }) => {
    const row = { contender: name };
    for (const [smaller, larger] of steps) {
      const [one, other] = [smaller, larger].map((size) => size.results.find((result) => result.name === name));
      for (const part of ['step', 'process']) {
        const exact = growth(one[part]?.cpu, other[part]?.cpu, smaller.size, larger.size);
        row[`${COLUMN[part]}, ${count(smaller.size)} to ${count(larger.size)}`] = exponent(exact);
      }
    }
    return row;
  });
}

/** Apps in cdk8s's layouts have to write the same bytes, all others the same objects. */
function outputNote(groups) {
  const problems = groups.flatMap((results) => [
    ...differing(
      results.filter(({ sameBytes }) => sameBytes),
      ({ output }) => output.digest,
      'bytes',
    ),
    ...differing(results, ({ output }) => output.content, 'objects'),
  ]);
  if (problems.length > 0) return `**The output differs**: ${problems.join('; ')}.`;
  return 'Output compared: the same bytes from all apps; where it is small enough to be parsed, the same objects from all.';
}

function differing(results, pick, what) {
  const written = results.filter((result) => result.output !== undefined && pick(result) !== undefined);
  return written
    .filter((result) => pick(result) !== pick(written[0]))
    .map(({ name, input }) => `other ${what} from ${name} than from ${written[0].name}, ${JSON.stringify(input)}`);
}

module.exports = { growthRows, outputNote, rowsOf, stockOf };
