/* Each command with one object, and what an app requires, beside Node doing nothing. */
const { startUp } = require('../start-up.js');
const { target } = require('../targets.js');

module.exports = ({ quick }) => {
  const rows = startUp(quick ? 1 : 21);
  return {
    tables: [
      rows.map(({ program, cpu, wall, ratio }) => ({ program, 'CPU ms': cpu, 'wall ms': wall, '÷ node -e 0': ratio })),
    ],
    notes: [],
    targets: rows.filter(({ program }) => program.startsWith('verify')).map(targetOf),
  };
};

function targetOf({ program, ratio }) {
  return target(`CLI ${program}, CPU ÷ node -e 0`, program.includes('CEL') ? 4 : 3, ratio);
}
