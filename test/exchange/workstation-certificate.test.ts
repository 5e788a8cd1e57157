/** A host keeps the newest certificate of a workstation, in whatever order the answers come to its hands. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  acceptEnrolment,
  createEnrolmentRequest,
  createNetworkRoot,
  enterWorkstation,
  inspectEnrolmentRequest,
  issueCertificate,
  revokeOffice,
} from '../../main/exchange/enrolment.ts';
import { writeEnrolmentResponse } from '../../main/exchange/enrolment-response.ts';
import { memorySource } from '../../main/exchange/files.ts';
import { certificateOf, rootKey, revocationList } from '../../main/exchange/ledger/keys.ts';
import type { OfficeCertificate } from '../../main/exchange/pki/certificate.ts';
import { fingerprintToText } from '../../main/exchange/pki/certificate.ts';
import type { OfficeName } from '../../main/exchange/pki/office-name.ts';
import { requireIdentity } from '../../main/exchange/prepare.ts';
import { createMemoryVault } from './memory-vault.ts';
import { createNetwork, createTestDeps, memorySink, refusalOf, type TestNetwork } from './network.ts';
import { createOffice } from './office.ts';
import { cityName, countyName } from './pair.ts';

const stationName: OfficeName = {
  office: '990001XCZ01',
  name: '测试第一巡察组单机',
  level: 'GROUP',
  region: '990001',
};
const hour = 3_600_000;
/** The host has nothing against this workstation. */
const anyOf = () => undefined;
let clock = createTestDeps().now();
const deps = { ...createTestDeps(), now: () => clock };
let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(1);
});
afterAll(() => network.dispose());

it('refuses the answer to an earlier request once a later one has been entered, until that is revoked', async () => {
  const [cityVault, hostVault] = [await createMemoryVault(), await createMemoryVault()];
  const city = createOffice('c', cityVault, deps, deps.files, network.path('city'));
  const host = createOffice('k', hostVault, deps, deps.files, network.path('host'));
  const root = await createNetworkRoot(city.deps, cityName);
  const requestOf = async (name: OfficeName, of: typeof host) =>
    inspectEnrolmentRequest(new TextEncoder().encode((await createEnrolmentRequest(of.deps, name)).pem));
  const own = await requestOf(countyName, host);
  const ownCertificate = cityVault.transact((tx) => issueCertificate(deps, tx, own, '王五'));
  const answerTo = async (certificate: OfficeCertificate) => {
    const answer = memorySink();
    const issuer = requireIdentity(cityVault).certificate;
    const revocations = revocationList(cityVault, rootKey(cityVault)?.root ?? root);
    const isStation = certificate.office.level === 'GROUP';
    const rest = {
      host: isStation ? ownCertificate : null,
      revocations: revocations ?? null,
      settings: null,
    };
    await writeEnrolmentResponse(deps, answer, { root, certificate, issuer, ...rest });
    return memorySource(answer.bytes());
  };
  await acceptEnrolment(host.deps, await answerTo(ownCertificate), fingerprintToText(root.fingerprint));

  const station = createOffice('z', await createMemoryVault(), deps, deps.files, network.path('station'));
  const issued: OfficeCertificate[] = [];
  for (let count = 0; count < 2; count += 1) {
    clock += hour;
    const request = await requestOf(stationName, station);
    issued.push(cityVault.transact((tx) => issueCertificate(deps, tx, request, '王五', clock + 24 * hour)));
  }
  const [older, newer] = issued;
  if (!older || !newer) throw new Error('two certificates have been issued');
  await enterWorkstation(host.deps, countyName.office, await answerTo(newer), anyOf);
  const late = enterWorkstation(host.deps, countyName.office, await answerTo(older), anyOf);
  expect(await refusalOf(late)).toBe('AnswerOlder');
  expect(certificateOf(hostVault, stationName.office)?.fingerprint).toBe(newer.fingerprint);

  cityVault.transact((tx) => revokeOffice(deps, tx, stationName.office, '时钟不准'));
  const third = await requestOf(stationName, station);
  clock -= 2 * hour;
  const last = cityVault.transact((tx) => issueCertificate(deps, tx, third, '王五', clock + 24 * hour));
  await enterWorkstation(host.deps, countyName.office, await answerTo(last), anyOf);
  expect(certificateOf(hostVault, stationName.office)?.fingerprint).toBe(last.fingerprint);
}, 60_000);
