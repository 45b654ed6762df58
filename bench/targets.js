/* What is promised, beside what came out. */

/** @param figure undefined where nothing came of the measurement */
function target(promise, atMost, figure) {
  return { promise, atMost, figure };
}

function targetRows(targets) {
  return targets.map(({ promise, atMost, figure }) => ({
    target: promise,
    'at most': atMost,
    measured: figure?.toPrecision(3),
    '': verdict(figure, atMost),
  }));
}

function verdict(figure, atMost) {
  if (figure === undefined) return '**not measured**';
  return figure <= atMost ? 'met' : '**missed**';
}

/** Undefined where one of the two was not measured. */
function quotient(one, other) {
  return one === undefined || other === undefined ? undefined : one / other;
}

module.exports = { quotient, target, targetRows };
