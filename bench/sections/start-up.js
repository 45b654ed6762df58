/* Each command with one object, and what an app requires, beside Node doing nothing. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { target } = require('../targets.js');

const FILE = join(__dirname, '..', 'start-up.js');

module.exports = ({ quick }) => {
  if (!existsSync(FILE)) return { tables: [], notes: ['Not measured: start-up.js is not there.'], targets: [] };
  const { startUp } = require(FILE);
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
