/* What each rule costs among all of them. */
const { MESH_RULES } = require('../../build/lib/rules/mesh-rules.js');
const { prepare } = require('./verify.js');

exports.prepare = (input) => {
  const spent = MESH_RULES.map((rule) => timed(rule));
  const step = prepare(input);
  return () => {
    step();
    return spent.map((each) => each());
  };
};

function timed(rule) {
  const { check } = rule;
  let milliseconds = 0;
  rule.check = (...args) => {
    const start = performance.now();
    check.apply(rule, args);
    milliseconds += performance.now() - start;
  };
  return () => ({ id: rule.id, milliseconds });
}
