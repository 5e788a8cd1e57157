import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sha256Hex } from '../../main/exchange/bytes.ts';
import { encodeDocument } from '../../main/exchange/json.ts';
import { packageFormat } from '../../main/exchange/manifest.ts';
import { issueRevocationList } from '../../main/exchange/pki/revocation.ts';
import { createRequest } from '../../main/exchange/pki/request.ts';
import { createKeyBackup, openKeyBackup } from '../../main/exchange/pki/backup.ts';
import { bytesToPem } from '../../main/exchange/bytes.ts';
import {
  blobEntry,
  collect,
  createNetwork,
  firstStream,
  makePackage,
  manifestParts,
  now,
  openPackage,
  openssl,
  opensslStatus,
  pemFiles,
  privateKeyPem,
  petitionLines,
  testBytes,
} from './network.ts';
import type { TestNetwork } from './network.ts';

let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(8);
}, 60_000);
afterAll(() => network.dispose());

const sizes = [0, 1, 511, 512, 513, 65_535, 1_048_576, 1_048_577, 3_000_000];
const rounds = process.env['SLOW'] ? 500 : 40;

it(`opens ${rounds} of our packages with the documented openssl and tar commands`, async () => {
  for (let round = 0; round < rounds; round++) {
    const from = network.office(round % 9);
    const to = network.offices.filter((each) => each !== from).slice(0, (round % 8) + 1);
    const blob = testBytes(sizes[round % sizes.length] ?? 0, round);
    const { file } = await makePackage(network, from, to, { entries: [petitionLines(2), blobEntry(blob)] });
    const reader = round % 3 === 0 ? from : (to[round % to.length] ?? from);
    const pem = pemFiles(network, reader);
    const at = (name: string) => network.path(name);
    writeFileSync(at('P.lxp'), file);
    openssl(
      'cms',
      '-decrypt',
      '-binary',
      '-inform',
      'DER',
      '-in',
      at('P.lxp'),
      '-recip',
      pem.certificate,
      '-inkey',
      pem.key,
      '-out',
      at('signed.der'),
    );
    openssl(
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      at('signed.der'),
      '-CAfile',
      pem.root,
      '-no_check_time',
      '-purpose',
      'any',
      '-out',
      at('package.tar'),
    );
    const folder = at(`unpacked-${round}`);
    mkdirSync(folder);
    execFileSync('tar', ['xf', at('package.tar'), '-C', folder]);
    const name = `blobs/${sha256Hex(blob)}`;
    expect(sha256Hex(readFileSync(join(folder, name)))).toBe(sha256Hex(blob));
    expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toContain(name);
  }
  console.log(`openssl opened ${rounds} packages`);
}, 600_000);

it(`opens ${rounds} packages that openssl and tar made`, async () => {
  for (let round = 0; round < rounds; round++) {
    const from = network.office(round % 9);
    const to = network.offices.filter((each) => each !== from).slice(0, (round % 8) + 1);
    const blob = testBytes(sizes[round % sizes.length] ?? 0, round);
    const file = opensslPackage(network, from, to, blob, round);
    for (const reader of [from, to[0] ?? from, to.at(-1) ?? from]) {
      const opened = await openPackage(network, reader, file);
      expect(opened.sender.fingerprint).toBe(from.certificate.fingerprint);
      expect(sha256Hex(await collect(opened.open(`blobs/${sha256Hex(blob)}`)))).toBe(sha256Hex(blob));
      await opened.discard();
    }
  }
  console.log(`${rounds} openssl packages opened`);
}, 600_000);

function opensslPackage(
  { deps, path }: TestNetwork,
  from: TestNetwork['offices'][number],
  to: TestNetwork['offices'],
  blob: Uint8Array,
  round: number,
): Uint8Array {
  const party = ({ certificate }: typeof from) => ({
    ...certificate.office,
    fingerprint: certificate.fingerprint,
  });
  const letters = petitionLines(0);
  const entries = [letters, blobEntry(blob)].map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  const manifest = {
    format: packageFormat,
    ...manifestParts(deps, { counts: { petition: 0 } }),
    sender: party(from),
    recipients: to.map((each) => ({ ...party(each), stream: firstStream })),
    envelope: null,
    entries,
  };
  const folder = path(`made-${round}`);
  mkdirSync(join(folder, 'blobs'), { recursive: true });
  mkdirSync(join(folder, 'records'));
  writeFileSync(join(folder, 'manifest.json'), encodeDocument(manifest));
  writeFileSync(join(folder, 'records/petition.ndjson'), '');
  writeFileSync(join(folder, `blobs/${sha256Hex(blob)}`), blob);
  const names = ['manifest.json', ...entries.map(({ name }) => name)];
  execFileSync('tar', [
    '--format=ustar',
    '-b1',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '--mode=0644',
    '-cf',
    path('made.tar'),
    '-C',
    folder,
    ...names,
  ]);
  const pem = pemFiles(network, from);
  openssl(
    'cms',
    '-sign',
    '-binary',
    '-nodetach',
    '-in',
    path('made.tar'),
    '-signer',
    pem.certificate,
    '-inkey',
    pem.key,
    '-md',
    'sha256',
    '-keyopt',
    'rsa_padding_mode:pss',
    '-keyopt',
    'rsa_pss_saltlen:32',
    '-certfile',
    pem.root,
    '-outform',
    'DER',
    '-out',
    path('made.signed'),
  );
  const recipients = [from, ...to].flatMap((each) => [
    '-recip',
    pemFiles(network, each).certificate,
    '-keyopt',
    'rsa_padding_mode:oaep',
    '-keyopt',
    'rsa_oaep_md:sha256',
  ]);
  openssl(
    'cms',
    '-encrypt',
    '-aes-256-gcm',
    '-binary',
    '-in',
    path('made.signed'),
    '-outform',
    'DER',
    '-out',
    path('made.lxp'),
    ...recipients,
  );
  return new Uint8Array(readFileSync(path('made.lxp')));
}

it('lets openssl refuse a package in which one byte was changed', async () => {
  const { file } = await makePackage(network, network.office(1), [network.office(0)]);
  const pem = pemFiles(network, network.office(0));
  file[file.length - 100] = (file[file.length - 100] ?? 0) ^ 1;
  writeFileSync(network.path('bad.lxp'), file);
  expect(
    opensslStatus(
      'cms',
      '-decrypt',
      '-binary',
      '-inform',
      'DER',
      '-in',
      network.path('bad.lxp'),
      '-recip',
      pem.certificate,
      '-inkey',
      pem.key,
      '-out',
      network.path('bad.der'),
    ),
  ).toBe(4);
});

it('issues certificates, requests and revocation lists that openssl verifies', () => {
  const county = network.office(1);
  const pem = pemFiles(network, county);
  const keys = { privateKeyPem: privateKeyPem(county), publicKey: county.certificate.publicKey };
  writeFileSync(network.path('request.csr'), createRequest(county.certificate.office, keys));
  openssl('req', '-in', network.path('request.csr'), '-verify', '-noout');
  // No purpose named: the certificate carries emailProtection, openssl's own default for CMS.
  openssl(
    'verify',
    '-no_check_time',
    '-x509_strict',
    '-purpose',
    'smimesign',
    '-CAfile',
    pem.root,
    pem.certificate,
  );
  const list = issueRevocationList(network.root, network.rootKeyPem, {
    number: 1,
    issuedAt: now,
    revoked: [{ serial: county.certificate.serial, at: now }],
  });
  writeFileSync(network.path('revoked.crl'), bytesToPem('X509 CRL', list.der));
  openssl('crl', '-in', network.path('revoked.crl'), '-CAfile', pem.root, '-noout');
  const check = [
    'verify',
    '-no_check_time',
    '-crl_check',
    '-CRLfile',
    network.path('revoked.crl'),
    '-CAfile',
    pem.root,
  ];
  expect(opensslStatus(...check, pem.certificate)).not.toBe(0);
  expect(opensslStatus(...check, pemFiles(network, network.office(2)).certificate)).toBe(0);
  const subject = openssl(
    'x509',
    '-in',
    pem.certificate,
    '-noout',
    '-subject',
    '-nameopt',
    'utf8,sep_multiline',
  ).toString();
  expect(subject).toContain('测试1县委巡察办');
});

it('keeps a key backup that openssl and we can open, and nobody with another password', async () => {
  const county = network.office(1);
  const key = { certificate: county.certificate, privateKeyPem: privateKeyPem(county), root: network.root };
  const opened = await openKeyBackup(
    await createKeyBackup(network.deps, key, '前半段与后半段'),
    '前半段与后半段',
  );
  expect(opened.privateKeyPem).toBe(privateKeyPem(county));
  expect(opened.certificateDer).toEqual(county.certificate.der);
  expect(opened.rootDer).toEqual(network.root.der);
  const backup = await createKeyBackup(network.deps, key, 'half-and-half');
  await expect(openKeyBackup(backup, '别的口令')).rejects.toThrow(/KeyBackupUnreadable/);
  writeFileSync(network.path('key.p12'), backup);
  const text = openssl(
    'pkcs12',
    '-in',
    network.path('key.p12'),
    '-passin',
    'pass:half-and-half',
    '-nodes',
  ).toString();
  expect(text).toContain('PRIVATE KEY');
  expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(opensslStatus('pkcs12', '-in', network.path('key.p12'), '-passin', 'pass:wrong', '-nodes')).not.toBe(
    0,
  );
});

it('issues certificates that an independent parser reads the same way', () => {
  const { certificate, root } = network.office(1);
  const parsed = forge.pki.certificateFromPem(bytesToPem('CERTIFICATE', certificate.der));
  expect(forge.util.decodeUtf8(parsed.subject.getField('O').value)).toBe('测试1县委巡察办');
  expect(parsed.serialNumber.replace(/^00/, '')).toBe(certificate.serial);
  const ca = forge.pki.certificateFromPem(bytesToPem('CERTIFICATE', root.der));
  expect(ca.verify(parsed)).toBe(true);
});
