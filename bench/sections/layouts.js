/* Each layout, with a chart a host: cdk8s's four, and the two that it does not have. */
const { outputNote, rowsOf } = require('../comparison.js');
const { OURS, STOCK } = require('../contenders/index.js');
const { measureInTurn } = require('../rounds.js');

const CDK8S_LAYOUTS = ['FILE_PER_APP', 'FILE_PER_CHART', 'FILE_PER_RESOURCE', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'];
const OWN_LAYOUTS = ['chart-folders', 'numbered-folders'];

module.exports = ({ quick, settings }) => {
  const hosts = quick ? 100 : 1000;
  const groups = [
    ...CDK8S_LAYOUTS.map((layout) => ({ layout, contenders: [STOCK, OURS] })),
    ...OWN_LAYOUTS.map((layout) => ({ layout, contenders: [OURS] })),
  ].map(({ layout, contenders }) => {
    const input = { hosts, charts: hosts, layout };
    return {
      layout,
      results: measureInTurn(
        contenders.map((contender) => ({ ...contender, input })),
        settings,
      ),
    };
  });
  return {
    tables: [groups.flatMap(({ layout, results }) => rowsOf(results).map((row) => ({ layout, ...row })))],
    notes: [`${hosts} charts.`, outputNote(groups.map(({ results }) => results))],
    targets: [],
  };
};
