/* The machine in one line: figures mean nothing without it. */
const { readFileSync } = require('node:fs');
const { cpus, totalmem, type } = require('node:os');

function machine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0].model}, ${memory} GB, ${distribution()}, Node ${process.versions.node}`;
}

function distribution() {
  try {
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))[1];
  } catch {
    return type();
  }
}

module.exports = { machine };
