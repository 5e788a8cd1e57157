/** Who may join, and what happens when a PC is lost. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  acceptEnrolment,
  createEnrolmentRequest,
  createNetworkRoot,
  inspectEnrolmentRequest,
  issueCertificate,
  revokeOffice,
} from '../../main/exchange/enrolment.ts';
import { writeEnrolmentResponse } from '../../main/exchange/enrolment-response.ts';
import { memorySource } from '../../main/exchange/files.ts';
import { certificates, rootKey, revocationList } from '../../main/exchange/ledger/keys.ts';
import { createKeyBackup, openKeyBackup } from '../../main/exchange/pki/backup.ts';
import { fingerprintToText } from '../../main/exchange/pki/certificate.ts';
import { openIdentity } from '../../main/exchange/identity.ts';
import { requireIdentity } from '../../main/exchange/prepare.ts';
import { createNetwork, createTestDeps, memorySink, privateKeyPem, refusalOf, testBytes } from './network.ts';
import type { TestNetwork } from './network.ts';
import { createMemoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';
import { createOffice, introduce } from './office.ts';

import { cityName, countyName, pair } from './pair.ts';

const deps = createTestDeps();
let network: TestNetwork;
let worlds = 0;
beforeAll(async () => {
  network = await createNetwork(2);
});
afterAll(() => network.dispose());

it('refuses an enrolment answer that was made for another key, or whose files were swapped', async () => {
  const [city, county, other] = [
    await createMemoryVault(),
    await createMemoryVault(),
    await createMemoryVault(),
  ];
  const office = (id: string, vault: MemoryVault) =>
    createOffice(id, vault, deps, deps.files, network.path(`enrol-${id}`));
  const [cityDesk, countyDesk, otherDesk] = [office('c', city), office('k', county), office('o', other)];
  const root = await createNetworkRoot(cityDesk.deps, cityName);
  const first = inspectEnrolmentRequest(
    new TextEncoder().encode((await createEnrolmentRequest(countyDesk.deps, countyName)).pem),
  );
  await createEnrolmentRequest(otherDesk.deps, countyName);
  const certificate = city.transact((tx) => issueCertificate(deps, tx, first, '王五'));
  const issuer = requireIdentity(city).certificate;
  const answer = memorySink();
  await writeEnrolmentResponse(deps, answer, {
    root,
    certificate,
    issuer,
    host: null,
    revocations: null,
    settings: null,
  });
  const text = fingerprintToText(root.fingerprint);
  expect(await refusalOf(acceptEnrolment(otherDesk.deps, memorySource(answer.bytes()), text))).toBe(
    'ResponseForOtherKey',
  );
  const swapped = memorySink();
  const foreign = network.office(0).certificate;
  await writeEnrolmentResponse(deps, swapped, {
    root,
    certificate,
    issuer: foreign,
    host: null,
    revocations: null,
    settings: null,
  });
  expect(await refusalOf(acceptEnrolment(countyDesk.deps, memorySource(swapped.bytes()), text))).toBe(
    'ResponseUnreadable',
  );
  expect(await refusalOf(acceptEnrolment(countyDesk.deps, memorySource(testBytes(4096)), text))).toBe(
    'ResponseUnreadable',
  );
  await acceptEnrolment(countyDesk.deps, memorySource(answer.bytes()), text);
  expect(() => inspectEnrolmentRequest(testBytes(900))).toThrow(/RequestUnreadable/);
}, 60_000);

it('replaces a lost PC: the old certificate is revoked everywhere, the new one works', async () => {
  const vault = await createMemoryVault();
  const city = createOffice('c', vault, deps, deps.files, network.path('lost-city'));
  await createNetworkRoot(city.deps, cityName);
  const enrol = async () => {
    const desk = createOffice(
      countyName.office,
      await createMemoryVault(),
      deps,
      deps.files,
      network.path(`lost-${Math.floor(deps.bytes(4)[0] ?? 0)}-${worlds++}`),
    );
    const request = inspectEnrolmentRequest(
      new TextEncoder().encode((await createEnrolmentRequest(desk.deps, countyName)).pem),
    );
    const { root } = rootKey(vault) ?? {};
    if (!root) throw new Error('no root');
    const certificate = vault.transact((tx) => issueCertificate(deps, tx, request, '王五'));
    const answer = memorySink();
    const revocations = revocationList(vault, root);
    await writeEnrolmentResponse(deps, answer, {
      root,
      certificate,
      issuer: requireIdentity(vault).certificate,
      host: null,
      revocations,
      settings: null,
    });
    await acceptEnrolment(desk.deps, memorySource(answer.bytes()), fingerprintToText(root.fingerprint));
    return desk;
  };
  const lost = await enrol();
  lost.edit('a', '丢失前制作');
  const stolen = await lost.send('petitions', [cityName.office]);
  vault.transact((tx) => revokeOffice(deps, tx, countyName.office, '计算机丢失'));
  expect(certificates(vault).map(({ status, reason }) => [status, reason])).toEqual([
    ['revoked', '计算机丢失'],
  ]);
  expect(await refusalOf(city.receive(stolen.file))).toBe('RevokedSender');
  expect(await refusalOf(city.send('settings', [countyName.office]))).toBe('PeerUnknown');
  const fresh = await enrol();
  fresh.edit('b', '新机制作');
  expect(await city.receive((await fresh.send('petitions', [cityName.office])).file)).toMatchObject({
    accepted: 1,
  });
  expect(() => vault.transact((tx) => revokeOffice(deps, tx, '990009XCB', '无'))).toThrow(/PeerUnknown/);
}, 60_000);

it('a key from its backup opens the packages that were made for it', async () => {
  const backup = await createKeyBackup(
    deps,
    {
      certificate: network.office(1).certificate,
      privateKeyPem: privateKeyPem(network.office(1)),
      root: network.root,
    },
    '前半段与后半段',
  );
  const { city, county } = await pair(network);
  const sent = await city.send('settings', [county.id], {
    documents: [{ name: 'settings/codes.json', value: {} }],
  });
  const vault = await createMemoryVault();
  const fresh = createOffice(county.id, vault, deps, deps.files, network.path('fresh'));
  const opened = await openKeyBackup(backup, '前半段与后半段');
  introduce(fresh, openIdentity(opened), [network.office(0)]);
  expect(await fresh.receive(sent.file)).toMatchObject({ alreadyImported: false });
});
