/** Signed content that breaks the rules: manifests, names and archive members of someone who holds a valid key. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readdirSync } from 'node:fs';
import { bytesToHex, sha256, utf8ToBytes } from '../../main/exchange/bytes.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { encodeDocument } from '../../main/exchange/json.ts';
import type { Manifest } from '../../main/exchange/manifest.ts';
import { encodeTarHeader } from '../../main/exchange/tar.ts';
import { crafted, sealArchive } from './craft.ts';
import { createNetwork, makePackage, openPackage, refusalOf } from './network.ts';
import type { TestNetwork } from './network.ts';

let network: TestNetwork;
let city: Identity;
let east: Identity;
beforeAll(async () => {
  network = await createNetwork(1);
  [city, east] = [network.office(0), network.office(1)];
});
afterEach(() => {
  expect(readdirSync(network.folder)).toEqual([]);
});
afterAll(() => network.dispose());

const typeOf = (as: Identity, file: Uint8Array) =>
  refusalOf(openPackage(network, as, file).then((opened) => opened.discard()));

it('accepts the untouched package, so that the refusals below mean something', async () => {
  expect(await typeOf(city, await crafted(network, (manifest) => manifest))).toBe('accepted');
});

const brokenManifests: readonly (readonly [string, (manifest: Manifest) => unknown])[] = [
  ['one person created and approved it', (m) => ({ ...m, approvedBy: m.createdBy })],
  ['a field is unknown', (m) => ({ ...m, extra: 1 })],
  ['a field is missing', (m) => ({ ...m, period: undefined })],
  ['the mark has its star in the wrong place', (m) => ({ ...m, mark: '★机密 10年' })],
  ['the mark stands on work secrets', (m) => ({ ...m, mark: '工作秘密★10年' })],
  ['a recipient is named twice', (m) => ({ ...m, recipients: [...m.recipients, ...m.recipients] })],
  ['the kind may not carry these entries', (m) => ({ ...m, kind: 'statistics' })],
  ['the stream is missing', (m) => ({ ...m, recipients: m.recipients.map((r) => ({ ...r, stream: null })) })],
  [
    'since is not before the sequence',
    (m) => ({ ...m, recipients: m.recipients.map((r) => ({ ...r, stream: { ...r.stream, since: 1 } })) }),
  ],
  ['the number has another form', (m) => ({ ...m, no: '../../BAO-1' })],
  ['a name holds a bidi override', (m) => ({ ...m, createdBy: { id: 'u1', name: '张‮三' } })],
  ['a size is negative', (m) => ({ ...m, entries: m.entries.map((e) => ({ ...e, size: -1 })) })],
  ['it is an array', (m) => [m]],
];
it.each(brokenManifests)('refuses a signed manifest in which %s', async (_, change) => {
  expect(await typeOf(city, await crafted(network, change))).toBe('PackageRulesBroken');
});

const digest = bytesToHex(sha256(utf8ToBytes('x')));
const hostileNames: readonly string[] = [
  '../manifest.json',
  '/etc/passwd',
  'C:/x',
  'c:\\x',
  '\\\\server\\share',
  'records\\petition.ndjson',
  'records/../x.ndjson',
  'records/./petition.ndjson',
  'records//petition.ndjson',
  './records/petition.ndjson',
  'records/',
  'records',
  '.',
  '..',
  ' ',
  'CON',
  'records/con.ndjson',
  'records/aux.ndjson',
  'records/nul.ndjson',
  'records/com1.ndjson',
  'records/lpt9.ndjson',
  'settings/prn.json',
  'statistics/CON.json',
  'records/petition.ndjson.',
  'records/petition.ndjson ',
  ' records/petition.ndjson',
  'records/Petition.ndjson',
  'RECORDS/petition.ndjson',
  'records/petition.NDJSON',
  'records/petition.ndjson:stream',
  'records/petition\u202endjson.exe',
  'records/petit\u200bion.ndjson',
  'records/pétition.ndjson',
  'records/pe\u0301tition.ndjson',
  'records/信访.ndjson',
  'records/a\nb.ndjson',
  'records/a\tb.ndjson',
  'records/a\rb.ndjson',
  'records/-rf.ndjson',
  'records/~.ndjson',
  'records/$HOME.ndjson',
  'records/%2e%2e.ndjson',
  'records/*.ndjson',
  'records/?.ndjson',
  'records/a|b.ndjson',
  'records/<a>.ndjson',
  'records/"a".ndjson',
  'records/1a.ndjson',
  `records/${'a'.repeat(41)}.ndjson`,
  'blobs/abc',
  `blobs/${digest.toUpperCase()}`,
  `blobs/${digest}.exe`,
  `blobs/${digest}/x`,
  `blobs/../${digest}`,
  `blobs/${digest.slice(1)}`,
  'manifest.json',
  'Manifest.json',
  'manifest.json/x',
  'receipt.json',
  'settings/a.json',
  'settings/../a.json',
  'settings/A.json',
  'statistics/a.json',
  'statistics/a.js',
  'autorun.inf',
  'desktop.ini',
  'Thumbs.db',
  '__MACOSX/x',
  '.git/config',
  'package.exe',
  'a',
  'blobs',
];
it(`refuses each of ${hostileNames.length} hostile entry names, listed or not`, async () => {
  for (const name of hostileNames) {
    const bytes = utf8ToBytes('x');
    const entry = { name, size: bytes.length, sha256: digest };
    const listed = await crafted(
      network,
      (m) => ({ ...m, entries: [...m.entries, entry] }),
      (letters) => [
        ['records/petition.ndjson', letters],
        [name, bytes],
      ],
    );
    const unlisted = await crafted(
      network,
      (m) => m,
      (letters) => [
        ['records/petition.ndjson', letters],
        [name, bytes],
      ],
    );
    expect([name, await typeOf(city, listed)]).toEqual([name, 'PackageRulesBroken']);
    expect([name, await typeOf(city, unlisted)]).toEqual([name, 'PackageRulesBroken']);
  }
});

it('refuses archive members that are not plain files, and every second way of writing a header', async () => {
  const { manifest } = await makePackage(network, east, [city]);
  const variants: readonly (readonly [string, (block: Uint8Array<ArrayBuffer>) => void])[] = [
    ...['1', '2', '3', '4', '5', '6', '7', 'g', 'x', 'L', 'K', '\0', 'V'].map(
      (type) => [`type ${type}`, (block: Uint8Array) => block.set(utf8ToBytes(type), 156)] as const,
    ),
    ['link name', (block) => block.set(utf8ToBytes('/etc/passwd'), 157)],
    ['setuid', (block) => block.set(utf8ToBytes('0004755'), 100)],
    ['owner', (block) => block.set(utf8ToBytes('0001750'), 108)],
    ['owner name', (block) => block.set(utf8ToBytes('root'), 265)],
    ['prefix', (block) => block.set(utf8ToBytes('..'), 345)],
    ['GNU magic', (block) => block.set(utf8ToBytes('ustar  \0'), 257)],
    ['old magic', (block) => block.fill(0, 257, 265)],
    ['base-256 size', (block) => block.set([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 124)],
    ['size with spaces', (block) => block.set(utf8ToBytes('         1 \0'), 124)],
    ['bytes after the name', (block) => block.set(utf8ToBytes('x'), 90)],
    ['filler', (block) => block.set([1], 510)],
  ];
  for (const [label, change] of variants) {
    const file = await sealArchive(network, east, [city], (envelope) => {
      const document = encodeDocument({ ...manifest, envelope });
      const block = encodeTarHeader({ name: 'manifest.json', size: document.length, modified: 0 });
      change(block);
      const sum = Uint8Array.from(block)
        .fill(32, 148, 156)
        .reduce((total, octet) => total + octet, 0);
      block.set(utf8ToBytes(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
      const padding = new Uint8Array((512 - (document.length % 512)) % 512);
      return new Uint8Array(Buffer.concat([block, document, padding, new Uint8Array(1024)]));
    });
    expect([label, await typeOf(city, file)]).toEqual([label, 'PackageRulesBroken']);
  }
});
