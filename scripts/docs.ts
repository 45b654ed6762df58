import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showRules } from '../lib/show-rules';
import { withWays } from './scenario-table';

/** Writes what of the documentation is generated: docs/rules.md, and the last column of the scenarios in README.md. */
const root = process.cwd();
const readme = join(root, 'README.md');
writeFileSync(join(root, 'docs', 'rules.md'), showRules(undefined, { format: 'markdown' }));
writeFileSync(readme, withWays(readFileSync(readme, 'utf8'), root));
