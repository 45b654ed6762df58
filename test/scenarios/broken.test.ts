import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromObject } from '../../lib/manifest/from-object';
import { verify } from '../../lib/verify';
import { changes } from './breaking';
import { BROKEN_VARIANTS } from './broken-variants';
import { objectsIn, render, ROOT, settingsWith } from './rendering';

const platform = objectsIn(readFileSync(join(ROOT, 'platform.yaml'), 'utf8')).map((object) => fromObject(object));

test.each(BROKEN_VARIANTS.map((variant) => [`${variant.scenario}: ${variant.fault}`, variant] as const))(
  '%s',
  (_, { scenario, settings, change, finding }) => {
    const objects = objectsIn(
      render(scenario, settings === undefined ? undefined : settingsWith({ [scenario]: settings })),
    );
    const broken = change(objects).map((object) => fromObject(object));
    const { findings } = verify({ objects: broken, context: platform });

    expect(changes(change, objects)).toBe(true);
    expect(
      findings.map(({ code, rule, resource, path }) => `${code} ${rule} ${resource.kind} ${resource.name} ${path}`),
    ).toEqual([finding]);
  },
);
