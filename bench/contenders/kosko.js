/* What `kosko generate` calls: generate, with the models' own validation unless told otherwise, and print as YAML. */
const { closeSync, openSync, writeSync } = require('node:fs');
const { join } = require('node:path');

exports.prepare = async ({ hosts, validate = true }, outdir) => {
  const { generate, print } = require('@kosko/generate');
  const component = require('./kosko-component/hosts.js');
  await component.load(hosts);
  return async () => {
    const file = openSync(join(outdir, 'app.yaml'), 'w');
    const result = await generate({ path: join(__dirname, 'kosko-component'), components: ['hosts'], validate });
    print(result, { format: 'yaml', writer: { write: (text) => writeSync(file, text) } });
    closeSync(file);
  };
};
