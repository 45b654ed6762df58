/* A process of its own for each measurement, so that nothing is warm and the peak is its own. Started by run.js. */
const { writeSync } = require('node:fs');

/** Where run.js reads: stdout and stderr belong to what is measured. */
const RESULT = 3;

function cpuSeconds({ user, system }) {
  return (user + system) / 1e6;
}

async function measure(file, input, outdir) {
  const step = await require(file).prepare(input, outdir);
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const told = await step();
  const now = performance.now();
  const figures = {
    step: { cpu: cpuSeconds(process.cpuUsage(cpu)), wall: (now - start) / 1000 },
    // performance.now() counts from the start of the process, as does the CPU time.
    process: { cpu: cpuSeconds(process.cpuUsage()), wall: now / 1000 },
    peak: process.resourceUsage().maxRSS / 1024,
  };
  // Another program did it all: what was spent here was spent on waiting for it.
  if (told?.command) Object.assign(figures, { step: told.command, process: told.command, peak: undefined });
  // The output is looked at when everything has been counted.
  const { describeOutput } = require('./output.js');
  return { ...figures, told, output: describeOutput(outdir) };
}

const [file, input, outdir] = process.argv.slice(2);
void measure(file, JSON.parse(input), outdir).then((result) => writeSync(RESULT, JSON.stringify(result)));
