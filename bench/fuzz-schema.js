/* Mutated objects against the schema check and Ajv, more of them than the tests take: node bench/fuzz-schema.js [COUNT] [SEED] */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const [count = '50000', seed = String(Date.now() % 1e9)] = process.argv.slice(2);
console.log(`${count} mutations, seed ${seed}`);
const { status } = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), 'test/schema/mutations'], {
  cwd: join(__dirname, '..'),
  env: { ...process.env, MUTATIONS: count, SEED: seed },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
