import { readInputs } from '../../scripts/inputs';

const SOURCE = {
  name: 'widgets',
  version: '1.2.0',
  addresses: ['https://example.com/a.json', 'https://example.com/b.json'],
  typed: false,
};

function answer(response: (address: string) => Promise<Response>) {
  return jest.spyOn(globalThis, 'fetch').mockImplementation((address) => {
    if (typeof address !== 'string') throw new TypeError('Addresses are strings here.');
    return response(address);
  });
}

afterEach(() => jest.restoreAllMocks());

test('every address of a source is read', async () => {
  answer(async (address) => Response.json({ definitions: { [address]: {} } }));
  const [input] = await readInputs([SOURCE]);
  expect(Object.keys(input?.definitions ?? {})).toEqual(SOURCE.addresses);
});

test('an error is reported with address, answer and what to do, for every address', async () => {
  answer(async () => new Response('', { status: 404, statusText: 'Not Found' }));
  await expect(readInputs([SOURCE])).rejects.toMatchObject({
    problems: SOURCE.addresses.map(
      (address) =>
        `widgets 1.2.0: ${address}: answered 404 Not Found. ` +
        'Check the version in cdk8s.yaml and the network, or read local copies with --crds DIR.',
    ),
  });
});

test('a network error is reported with its cause', async () => {
  answer(() => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') })));
  await expect(readInputs([SOURCE])).rejects.toThrow('https://example.com/a.json: getaddrinfo ENOTFOUND. Check');
});
