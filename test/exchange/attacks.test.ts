/** Attacks on packages that need no ledger; those on their order are in order.test.ts and carry.test.ts. */
import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { utf8ToBytes } from '../../main/exchange/bytes.ts';
import { parseEnvelopeHeader } from '../../main/exchange/cms/enveloped.ts';
import type { ByteSource } from '../../main/exchange/files.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { defaultLimits } from '../../main/exchange/package-reader.ts';
import { issueOffice } from '../../main/exchange/pki/certificate.ts';
import { issueRevocationList } from '../../main/exchange/pki/revocation.ts';
import { encodeTarHeader } from '../../main/exchange/tar.ts';
import { crafted, sealArchive } from './craft.ts';
import {
  blobEntry,
  createNetwork,
  makePackage,
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

const typeOf = (
  as: Identity,
  file: Uint8Array | ByteSource,
  change: Parameters<typeof openPackage>[3] = {},
) => refusalOf(openPackage(network, as, file, change).then((opened) => opened.discard()));

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
  expect(await typeOf(city, await crafted(network, (manifest) => ({ ...manifest, sender })))).toBe(
    'ForgedPackage',
  );
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
    network,
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
    network,
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
        network,
        (manifest) => manifest,
        () => [],
      ),
    ),
  ).toBe('PackageRulesBroken');
  expect(
    await typeOf(city, await crafted(network, (manifest) => ({ ...manifest, counts: { petition: 3 } }))),
  ).toBe('PackageRulesBroken');
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
    network,
    east,
    [city],
    () => new Uint8Array(Buffer.concat([header, new Uint8Array(1024)])),
  );
  expect(await typeOf(city, file)).toBe('PackageRulesBroken');
});

it('names a newer format, so that the office updates instead of blaming the sender', async () => {
  expect(
    await typeOf(city, await crafted(network, (manifest) => ({ ...manifest, format: 2, new: true }))),
  ).toBe('NewerFormat');
});

it('tells a cut file and a stranger’s file from a damaged one', async () => {
  const { file } = await makePackage(network, east, [city]);
  expect(await typeOf(city, file.subarray(0, file.length - 1))).toBe('PackageTruncated');
  expect(await typeOf(city, file.subarray(0, 700))).toBe('PackageTruncated');
  expect(await typeOf(city, new Uint8Array(0))).toBe('PackageEmpty');
  expect(await typeOf(city, utf8ToBytes('%PDF-1.7 这不是数据包，只是一个普通文件而已'))).toBe('NotAPackage');
  expect(await typeOf(city, file.subarray(0, 20))).toBe('PackageTruncated');
  for (const text of ['not a package', 'not a package, but a note left on the stick'])
    expect(await typeOf(city, utf8ToBytes(text))).toBe('NotAPackage');
  expect(await typeOf(city, new Uint8Array(Buffer.concat([file, Uint8Array.of(0)])))).toBe('PackageDamaged');
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
