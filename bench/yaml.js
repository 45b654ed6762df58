/* What writing objects as YAML costs beside cdk8s and beside JSON.stringify. Run after the build: node bench/yaml.js [HOSTS] */
const { Yaml } = require('cdk8s');
const { yamlText } = require('../build/lib/rendering/yaml-text');
const { hostsIn, layouts } = require('./layouts');

const ROUNDS = 5;
const [hosts = '10000'] = process.argv.slice(2);

const writers = {
  'JSON.stringify': (objects) => objects.map((object) => JSON.stringify(object)).join('\n'),
  yamlText: (objects) => objects.map(yamlText).join('---\n'),
  cdk8s: (objects) => Yaml.stringify(...objects),
};

/** Objects that nothing has read yet, as rendering makes them. */
const fresh = (json) => json.map((text) => JSON.parse(text));

function measure(write, json) {
  const objects = fresh(json);
  const start = process.cpuUsage();
  const bytes = Buffer.byteLength(write(objects));
  const { user, system } = process.cpuUsage(start);
  return { bytes, seconds: (user + system) / 1e6 };
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

for (const layout of layouts) {
  const json = hostsIn(layout, Number(hosts)).objects.map((object) => JSON.stringify(object));
  if (writers.yamlText(fresh(json)) !== writers.cdk8s(fresh(json))) throw new Error('The texts differ.');
  // In turn, so that a change of the machine's speed meets all.
  const rounds = Array.from({ length: ROUNDS }, () => Object.values(writers).map((write) => measure(write, json)));
  const rows = Object.keys(writers).map((writer, index) => ({
    layout,
    objects: json.length,
    writer,
    MB: (rounds[0][index].bytes / 1e6).toFixed(1),
    'CPU s (median)': median(rounds.map((round) => round[index].seconds)).toFixed(3),
  }));
  console.table(rows);
}
