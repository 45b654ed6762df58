import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { declareAlternative, familyOf } from '../lib/alternatives';

describe('declareAlternative', () => {
  test('is seen by everything in the chart and by nothing beside it', () => {
    const app = new App();
    const chart = new Chart(app, 'shop-http');
    declareAlternative(chart, 'shop');
    const inside = new Construct(new Construct(chart, 'team'), 'route');
    const beside = new Chart(app, 'other');

    expect([chart, inside, beside, app].map(familyOf)).toEqual(['shop', 'shop', undefined, undefined]);
  });

  test('the nearest declaration counts', () => {
    const outer = new Chart(new App(), 'outer');
    declareAlternative(outer, 'one');
    const inner = new Chart(outer, 'inner');
    declareAlternative(inner, 'two');

    expect(familyOf(inner)).toBe('two');
  });

  test('refuses an empty family', () => {
    const chart = new Chart(new App(), 'shop');

    expect(() => declareAlternative(chart, '')).toThrow(
      new Error('Chart shop: `family` is empty. Give the name that its alternatives share.'),
    );
  });

  test('refuses a chart that has children', () => {
    const chart = new Chart(new App(), 'shop');
    new Construct(chart, 'child');

    expect(() => declareAlternative(chart, 'shops')).toThrow(
      new Error(
        'Chart shop is declared an alternative of "shops" after children were added to it, which would not know. ' +
          'Call declareAlternative first in its constructor.',
      ),
    );
  });
});
