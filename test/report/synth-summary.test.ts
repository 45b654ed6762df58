import { summaryLines, summaryTotal } from '../../lib/report/synth-summary';

const files = [
  {
    path: 'bookinfo-nlb/bookinfo-nlb.k8s.yaml',
    objects: 27,
    hosts: ['https://bookinfo.example.com'],
    verdict: 'encrypted',
  },
  { path: 'mesh/mesh.k8s.yaml', objects: 1, hosts: [], verdict: '' },
  { path: 'other.k8s.yaml', objects: 127, hosts: ['http://a.example.com', 'tcp://*'], verdict: 'plaintext' },
];

describe('summary', () => {
  test('a line a file, in columns; a file that is not its folder alone is named', () => {
    expect(summaryLines('dist', files)).toEqual([
      'dist/bookinfo-nlb      27 objects   encrypted   https://bookinfo.example.com',
      'dist/mesh               1 object                no hosts',
      'dist/other.k8s.yaml   127 objects   plaintext   http://a.example.com, tcp://*',
    ]);
  });

  test('without verdicts there is no column for them', () => {
    expect(
      summaryLines(
        'dist',
        files.slice(0, 1).map((file) => ({ ...file, verdict: '' })),
      ),
    ).toEqual(['dist/bookinfo-nlb   27 objects   https://bookinfo.example.com']);
  });

  test('totals', () => {
    expect([files, files.slice(1, 2)].map(summaryTotal)).toEqual(['3 folders, 155 objects', '1 folder, 1 object']);
  });
});
