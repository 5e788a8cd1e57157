/** Attacks on packages that need no ledger; those on their order are in order.test.ts and carry.test.ts. */
import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { bytesToHex, sha256, utf8ToBytes } from '../../main/exchange/bytes.ts';
import { parseEnvelopeHeader } from '../../main/exchange/cms/enveloped.ts';
import { createSealKeys, seal } from '../../main/exchange/cms/seal.ts';
import { createTrailerMaker } from '../../main/exchange/cms/signed.ts';
import type { ByteSource } from '../../main/exchange/files.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { encodeDocument } from '../../main/exchange/json.ts';
import type { Manifest } from '../../main/exchange/manifest.ts';
import { defaultLimits } from '../../main/exchange/package-reader.ts';
import { memoryEntry } from '../../main/exchange/package-writer.ts';
import { issueOffice } from '../../main/exchange/pki/certificate.ts';
import { issueRevocationList } from '../../main/exchange/pki/revocation.ts';
import { encodeTarHeader, tarLength, writeTar } from '../../main/exchange/tar.ts';
import {
  blobEntry,
  createNetwork,
  makePackage,
  memorySink,
  now,
  openPackage,
  petitionLines,
  reenvelope,
  refusalOf,
  signedData,
  testBytes,
  validity,
} from './network.ts';
import type { TestNetwork } from './network.ts';

let network: TestNetwork;
let strangers: TestNetwork;
let city: Identity;
let east: Identity;
let west: Identity;
beforeAll(async () => {
  [network, strangers] = await Promise.all([createNetwork(2), createNetwork(1)]);
  [city, east, west] = [network.office(0), network.office(1), network.office(2)];
}, 60_000);
afterEach(() => expect(readdirSync(network.folder)).toEqual([]));
afterAll(() => {
  network.dispose();
  strangers.dispose();
});

/** Signs and seals any archive as `from`, bypassing every check of the writer. */
async function sealArchive(
  from: Identity,
  to: readonly Identity[],
  archive: (binding: string) => Uint8Array,
): Promise<Uint8Array> {
  const sink = memorySink();
  const keys = createSealKeys(
    network.deps,
    [from, ...to].map(({ certificate }) => certificate),
  );
  const bytes = archive(keys.binding);
  const signer = createTrailerMaker(from.certificate, from.privateKey, from.root, now);
  async function* content() {
    yield await Promise.resolve(bytes);
  }
  await seal(sink, keys, signer, bytes.length, content());
  return sink.bytes();
}

async function tarOf(files: readonly (readonly [string, Uint8Array])[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const sources = files.map(([name, bytes]) => ({ ...memoryEntry(name, bytes), modified: 0 }));
  for await (const part of writeTar(sources)) parts.push(part);
  expect(Buffer.concat(parts).length).toBe(tarLength(sources));
  return new Uint8Array(Buffer.concat(parts));
}

/** A package whose manifest or files were changed by someone who holds a valid key. */
async function crafted(
  change: (manifest: Manifest) => unknown,
  files: (letters: Uint8Array) => readonly (readonly [string, Uint8Array])[] = (letters) => [
    ['records/petition.ndjson', letters],
  ],
): Promise<Uint8Array> {
  const { manifest } = await makePackage(network, east, [city]);
  const letters = utf8ToBytes(
    '{"id":"p0","rev":1,"summary":"反映测试事项"}\n{"id":"p1","rev":1,"summary":"反映测试事项"}\n',
  );
  const archives = new Map<string, Uint8Array>();
  const build = async (binding: string) =>
    tarOf([['manifest.json', encodeDocument(change({ ...manifest, envelope: binding }))], ...files(letters)]);
  archives.set('', await build('0'.repeat(64)));
  // The binding has a fixed length: put the real one in place of the zeros.
  return sealArchive(east, [city], (binding) => {
    const archive = Buffer.from(archives.get('') ?? []);
    const at = archive.indexOf('0'.repeat(64));
    if (at >= 0) archive.write(binding, at, 'latin1');
    return new Uint8Array(archive);
  });
}

const typeOf = (
  as: Identity,
  file: Uint8Array | ByteSource,
  change: Parameters<typeof openPackage>[3] = {},
) => refusalOf(openPackage(network, as, file, change).then((opened) => opened.discard()));

it('accepts the untouched package, so that the refusals below mean something', async () => {
  expect(await typeOf(city, await crafted((manifest) => manifest))).toBe('accepted');
});

it('wrong recipient: an office that is not addressed learns nothing', async () => {
  const { file } = await makePackage(network, east, [city]);
  expect(await typeOf(west, file)).toBe('WrongRecipient');
});

it('surreptitious forwarding: a recipient cannot pass a signed package on as if it were meant for another', async () => {
  const { file } = await makePackage(network, east, [city]);
  const forwarded = reenvelope(network, await signedData(file, city), [west, city]);
  expect(await typeOf(west, forwarded)).toBe('WrongRecipient');
  // Not even a new envelope for the office it was meant for.
  expect(await typeOf(city, forwarded)).toBe('ForgedPackage');
});

it('replay to another office: a package for one county does not open at the next', async () => {
  const { file } = await makePackage(network, city, [east]);
  expect(await typeOf(west, file)).toBe('WrongRecipient');
  const readdressed = reenvelope(network, await signedData(file, east), [west]);
  expect(await typeOf(west, readdressed)).toBe('WrongRecipient');
});

it('wrong sender: a valid office cannot speak in the name of another', async () => {
  const sender = { ...west.certificate.office, fingerprint: west.certificate.fingerprint };
  expect(await typeOf(city, await crafted((manifest) => ({ ...manifest, sender })))).toBe('ForgedPackage');
});

it('wrong sender: certificates of another network, of nobody we know, or revoked ones are refused by name', async () => {
  const stranger = strangers.office(1);
  const foreign = await makePackage(network, { ...stranger, root: strangers.root }, [city]);
  expect(await typeOf(city, foreign.file)).toBe('UnknownSender');
  const { file } = await makePackage(network, east, [city]);
  expect(await typeOf(city, file, { isPeer: () => false })).toBe('UnknownSender');
  const revoked = { number: 3, issuedAt: now, revoked: [{ serial: east.certificate.serial, at: now }] };
  const revocations = issueRevocationList(network.root, network.rootKeyPem, revoked);
  expect(await typeOf(city, file, { revocations })).toBe('RevokedSender');
  const carried = Buffer.from(revocations.der).toString('base64');
  const confession = await makePackage(network, east, [city], { parts: { revocations: carried } });
  expect(await typeOf(city, confession.file)).toBe('RevokedSender');
});

it('wrong sender: a certificate that only looks as if the root had issued it is refused', async () => {
  const fake = issueOffice(
    { ...network.root, der: network.root.der },
    strangers.rootKeyPem,
    east.certificate.office,
    strangers.office(1).certificate.publicKey,
    network.deps.bytes(16),
    validity,
  );
  const { file } = await makePackage(
    network,
    { certificate: fake, privateKey: strangers.office(1).privateKey, root: network.root },
    [city],
  );
  expect(await typeOf(city, file)).toBe('UnknownSender');
});

it('takes over a newer revocation list that a package brings, and only one the root signed', async () => {
  const list = { number: 7, issuedAt: now, revoked: [{ serial: west.certificate.serial, at: now }] };
  const revocations = Buffer.from(issueRevocationList(network.root, network.rootKeyPem, list).der).toString(
    'base64',
  );
  const opened = await openPackage(
    network,
    city,
    (await makePackage(network, east, [city], { parts: { revocations } })).file,
  );
  expect(opened.newerRevocations?.number).toBe(7);
  await opened.discard();
  const forged = Buffer.from(issueRevocationList(strangers.root, strangers.rootKeyPem, list).der).toString(
    'base64',
  );
  const bad = await makePackage(network, east, [city], { parts: { revocations: forged } });
  expect(await typeOf(city, bad.file)).toBe('PackageRulesBroken');
});

it('mix-and-match: entries of two genuine packages do not make a third', async () => {
  const a = await makePackage(network, east, [city], {
    entries: [petitionLines(2), blobEntry(testBytes(900, 1))],
  });
  const b = await makePackage(network, east, [city], {
    entries: [petitionLines(2), blobEntry(testBytes(900, 2))],
  });
  expect(a.file.length).toBe(b.file.length);
  for (const cut of [parseEnvelopeHeader(a.file, a.file.length).contentOffset, 2_000, a.file.length - 18]) {
    const mixed = new Uint8Array(Buffer.concat([a.file.subarray(0, cut), b.file.subarray(cut)]));
    expect(['PackageDamaged', 'ForgedPackage']).toContain(await typeOf(city, mixed));
  }
});

it('mix-and-match: a manifest that lists other files than are there is refused', async () => {
  const swapped = await crafted(
    (manifest) => manifest,
    () => [
      [
        'records/petition.ndjson',
        utf8ToBytes(
          '{"id":"x","rev":1,"summary":"反映另外事项"}\n{"id":"p1","rev":1,"summary":"反映测试事项"}\n',
        ),
      ],
    ],
  );
  expect(await typeOf(city, swapped)).toBe('PackageRulesBroken');
  const extra = await crafted(
    (manifest) => manifest,
    (letters) => [
      ['records/petition.ndjson', letters],
      ['records/lead.ndjson', letters],
    ],
  );
  expect(await typeOf(city, extra)).toBe('PackageRulesBroken');
  expect(
    await typeOf(
      city,
      await crafted(
        (manifest) => manifest,
        () => [],
      ),
    ),
  ).toBe('PackageRulesBroken');
  expect(await typeOf(city, await crafted((manifest) => ({ ...manifest, counts: { petition: 3 } })))).toBe(
    'PackageRulesBroken',
  );
});

it('endless data: limits are checked before anything is read', async () => {
  let reads = 0;
  const endless: ByteSource = {
    size: 2 ** 40,
    read: (_, length) => Promise.resolve((reads++, new Uint8Array(length))),
  };
  expect(await typeOf(city, endless)).toBe('PackageTooLarge');
  expect(reads).toBe(0);
  const { file } = await makePackage(network, east, [city], {
    entries: [petitionLines(2), blobEntry(testBytes(5_000))],
  });
  expect(await typeOf(city, file, { limits: { ...defaultLimits, entryBytes: 4_999 } })).toBe(
    'PackageTooLarge',
  );
  expect(await typeOf(city, file, { limits: { ...defaultLimits, entries: 1 } })).toBe('PackageTooLarge');
  expect(await typeOf(city, file, { limits: { ...defaultLimits, packageBytes: file.length - 1 } })).toBe(
    'PackageTooLarge',
  );
});

it('endless data: an entry that claims more than the archive holds is refused', async () => {
  const header = encodeTarHeader({ name: 'manifest.json', size: 2 ** 20, modified: 0 });
  const file = await sealArchive(
    east,
    [city],
    () => new Uint8Array(Buffer.concat([header, new Uint8Array(1024)])),
  );
  expect(await typeOf(city, file)).toBe('PackageRulesBroken');
});

it('names a newer format, so that the office updates instead of blaming the sender', async () => {
  expect(await typeOf(city, await crafted((manifest) => ({ ...manifest, format: 2, new: true })))).toBe(
    'NewerFormat',
  );
});

it('tells a cut file and a stranger’s file from a damaged one', async () => {
  const { file } = await makePackage(network, east, [city]);
  expect(await typeOf(city, file.subarray(0, file.length - 1))).toBe('PackageTruncated');
  expect(await typeOf(city, file.subarray(0, 700))).toBe('PackageTruncated');
  expect(await typeOf(city, new Uint8Array(0))).toBe('PackageTruncated');
  expect(await typeOf(city, utf8ToBytes('%PDF-1.7 这不是数据包，只是一个普通文件而已'))).toBe('NotAPackage');
  expect(await typeOf(city, new Uint8Array(Buffer.concat([file, Uint8Array.of(0)])))).toBe('PackageDamaged');
});

const brokenManifests: readonly (readonly [string, (manifest: Manifest) => unknown])[] = [
  ['one person created and approved it', (m) => ({ ...m, approvedBy: m.createdBy })],
  ['a field is unknown', (m) => ({ ...m, extra: 1 })],
  ['a field is missing', ({ period: _, ...m }) => m],
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
  expect(await typeOf(city, await crafted(change))).toBe('PackageRulesBroken');
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
      (m) => ({ ...m, entries: [...m.entries, entry] }),
      (letters) => [
        ['records/petition.ndjson', letters],
        [name, bytes],
      ],
    );
    const unlisted = await crafted(
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
    const file = await sealArchive(east, [city], (envelope) => {
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

it('warns about clocks instead of refusing: PCs without a network have wrong ones', async () => {
  const { file } = await makePackage(network, east, [city]);
  const late = { ...network, deps: { ...network.deps, now: () => now + 40 * 365 * 86_400_000 } };
  const opened = await openPackage(late, city, file);
  expect(opened.warnings).toEqual(['certificateValidity']);
  await opened.discard();
  const early = await openPackage(
    { ...network, deps: { ...network.deps, now: () => now - 3 * 86_400_000 } },
    city,
    file,
  );
  expect(early.warnings).toEqual(['clock']);
  await early.discard();
});
