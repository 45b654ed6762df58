import { articles, articlesObjects } from './articles-rows';
import { meshNamespace } from './rows';
import { type Row, testScenario } from './scenario-tester';

const nobody = (namespace: string): Row => [
  'ALLOW without rules: nobody may call',
  `AuthorizationPolicy ${namespace}/articlesaccess`,
  'spec.rules',
  undefined,
];

testScenario('articles-locked', {
  objects: articlesObjects('default').join('\n'),
  rows: [...articles('default'), nobody('default')],
  variants: {
    'namespace of its own': {
      added: ['-20 Namespace workshop', ...articlesObjects('workshop')],
      removed: articlesObjects('default'),
      rows: [...meshNamespace('workshop'), ...articles('workshop'), nobody('workshop')],
    },
  },
});
