/** The whole way of a package between real vaults, as people walk it. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cleanOutbox, deliverPackage, sealPackage } from '../../main/exchange/dispatch.ts';
import {
  acceptEnrolment,
  createEnrolmentRequest,
  createNetworkRoot,
  inspectEnrolmentRequest,
  issueCertificate,
} from '../../main/exchange/enrolment.ts';
import { writeEnrolmentResponse } from '../../main/exchange/enrolment-response.ts';
import { memorySource } from '../../main/exchange/files.ts';
import { identities } from '../../main/exchange/ledger/keys.ts';
import { getPackage, listPackages, unacknowledged } from '../../main/exchange/ledger/packages.ts';
import { fingerprintToText } from '../../main/exchange/pki/certificate.ts';
import {
  approvePackage,
  draftPackage,
  fixContent,
  requireIdentity,
  sendingBasis,
} from '../../main/exchange/prepare.ts';
import { createTestVault } from '../support/vault.ts';
import type { TestVault } from '../support/vault.ts';
import { collect, createNetwork, createTestDeps, memorySink, refusalOf, testBytes } from './network.ts';
import type { TestNetwork } from './network.ts';
import { createOffice, stickOf } from './office.ts';
import type { TestOffice } from './office.ts';
import { cityName, countyName, pair } from './pair.ts';

const deps = createTestDeps();
const vaults: TestVault[] = [];
let network: TestNetwork;
beforeAll(async () => {
  network = await createNetwork(2);
}, 60_000);
afterAll(async () => {
  for (const each of vaults) await each.dispose();
  network.dispose();
});

async function realOffice(id: string): Promise<TestOffice> {
  const made = await createTestVault();
  vaults.push(made);
  return createOffice(id, made.vault, deps, deps.files, network.path(id));
}

it('enrols a county, sends settings down, letters with attachments up, and a receipt back', async () => {
  const city = await realOffice(cityName.office);
  const county = await realOffice(countyName.office);
  const root = await createNetworkRoot(city.deps, cityName);
  expect(await refusalOf(createNetworkRoot(city.deps, cityName))).toBe('NetworkExists');

  const request = await createEnrolmentRequest(county.deps, countyName);
  const inspected = inspectEnrolmentRequest(new TextEncoder().encode(request.pem));
  expect(inspected.office).toEqual(countyName);
  expect(inspected.fingerprintText).toBe(request.fingerprintText);
  expect(request.fingerprintText).toMatch(/^(\d{5} ){7}\d{5}$/);
  const certificate = city.vault.transact((tx) => issueCertificate(deps, tx, inspected, '王五，电话核对'));
  const settings = await city.send('settings', [countyName.office], {
    documents: [{ name: 'settings/codes.json', value: { version: 3, lists: [] } }],
  });
  const answer = memorySink();
  const issuer = requireIdentity(city.vault).certificate;
  await writeEnrolmentResponse(deps, answer, {
    ...{ root, certificate, issuer, host: null, revocations: null, settings: memorySource(settings.file) },
  });

  const file = memorySource(answer.bytes());
  expect(await refusalOf(acceptEnrolment(county.deps, file, '00000 '.repeat(8)))).toBe('RootMismatch');
  expect(identities(county.vault)).toEqual([]);
  const typed = fingerprintToText(root.fingerprint).replaceAll(' ', '　');
  const accepted = await acceptEnrolment(county.deps, file, typed);
  expect(identities(county.vault)[0]?.certificate.office).toEqual(countyName);
  const payload = accepted.settings;
  if (!payload) throw new Error('the answer holds settings');
  await county.receive(await payload.read(0, payload.size));
  expect(county.vault.all('SELECT name FROM testDocument')).toEqual([{ name: 'settings/codes.json' }]);

  const scan = await county.vault.blobs.put(once(testBytes(300_000)));
  county.edit('a', '反映甲事项');
  county.edit('b', '反映乙事项');
  const sent = await county.send('petitions', [cityName.office], {
    attachments: [{ ...scan, blob: () => Promise.resolve(scan.id) }],
  });
  expect(sent.fileName).toMatch(/^\[工作秘密\]BAO-990001XCB-990000XCB-2026-\d{4}\.lxp$/);
  const result = await city.receive(sent.file);
  expect(result).toMatchObject({ accepted: 2, unchanged: 0, refused: 0, alreadyImported: false });
  expect(city.records(county.id)).toEqual(county.records());
  const stored = await collect(city.vault.blobs.read(city.attachments.get(scan.sha256) ?? ''));
  expect(Buffer.compare(stored, testBytes(300_000))).toBe(0);
  expect(await city.receive(sent.file)).toMatchObject({ alreadyImported: true });

  expect(unacknowledged(county.vault, cityName.office)).toHaveLength(1);
  const answered = (await city.sendReceipt(county.id)).file;
  expect((await county.inspect(answered)).receipt?.streams[0]?.root).toBe(county.root());
  const { receipt } = await county.receive(answered);
  expect(receipt?.streams[0]).toMatchObject({ outcome: { kind: 'acknowledged', sequence: 1 } });
  expect(getPackage(county.vault, sent.id).state).toBe('RECEIPTED');
  expect(unacknowledged(county.vault, cityName.office)).toEqual([]);
  await cleanOutbox(county.deps, county.folders);
  expect(readdirSync(county.folders.outbox)).toEqual([]);
  expect(listPackages(city.vault, { direction: 'in' }, 0, 10).packages[0]).toMatchObject({
    state: 'RECEIPTED',
    sender: county.id,
  });
}, 60_000);

it('sends only after another person has approved, and exactly what was approved', async () => {
  const { city, county } = await pair(network);
  county.edit('a', '批准时的内容');
  const basis = county.vault.transact((tx) => sendingBasis(county.deps, tx, 'petitions', [city.id]));
  const fixed = await fixContent(county.deps, {
    registers: [{ register: 'petition', records: iterate(county.records()) }],
    ...{ attachments: [], documents: [] },
  });
  const createdBy = { id: 'u1', name: '张三' };
  const packageId = '018f0000-0000-7000-8000-0000000000a1';
  const draft = {
    id: packageId,
    no: 'BAO-1-2-2026-0001',
    basis,
    cursor: 1,
    period: '',
    mark: '秘密★10年',
    createdBy,
    ...fixed,
  };
  county.vault.transact((tx) => draftPackage(county.deps, tx, draft));
  const seal = () => sealPackage(county.deps, county.folders, packageId, null);
  expect(await refusalOf(seal())).toBe('PackageStateWrong');
  expect(() => county.vault.transact((tx) => approvePackage(county.deps, tx, packageId, createdBy))).toThrow(
    /SamePerson/,
  );
  county.vault.transact((tx) => approvePackage(county.deps, tx, packageId, { id: 'u2', name: '李四' }));
  county.edit('a', '批准以后的内容');
  const sealed = await seal();
  expect((await seal()).fileSha256).toBe(sealed.fileSha256);
  const folder = network.path('approved');
  mkdirSync(folder);
  const { fileName } = await deliverPackage(county.deps, county.folders, packageId, {
    folder,
    mediumId: stickOf(county.vault),
  });
  expect(fileName).toBe('[秘密★10年]BAO-1-2-2026-0001.lxp');
  const file = new Uint8Array(readFileSync(join(folder, fileName ?? '')));
  await city.receive(file);
  expect(city.records(county.id)[0]?.summary).toBe('批准时的内容');
  // 补发: the same bytes once more.
  mkdirSync(network.path('again'));
  await deliverPackage(county.deps, county.folders, packageId, {
    folder: network.path('again'),
    mediumId: stickOf(county.vault),
  });
  expect(Buffer.compare(readFileSync(join(network.path('again'), fileName ?? '')), file)).toBe(0);
});

it('accepts records from their owner only, and one content for one revision', async () => {
  const { city, county, other } = await pair(network);
  county.edit('a', '原件');
  await city.receive((await county.send('petitions', [city.id])).file);
  const [record] = county.records();
  const usurped = {
    registers: [{ register: 'petition', records: iterate([{ ...record, rev: 9, summary: '冒改' }]) }],
  };
  expect(await city.receive((await other.send('petitions', [city.id], usurped)).file)).toMatchObject({
    accepted: 0,
    refused: 1,
  });
  const changed = {
    registers: [{ register: 'petition', records: iterate([{ ...record, summary: '同版次不同内容' }]) }],
  };
  expect(await city.receive((await county.send('petitions', [city.id], changed)).file)).toMatchObject({
    accepted: 0,
    refused: 1,
  });
  const twice = {
    registers: [
      {
        register: 'petition',
        records: iterate([
          { ...record, rev: 2 },
          { ...record, rev: 3 },
        ]),
      },
    ],
  };
  const last = await county.send('petitions', [city.id], twice);
  const trial = await city.inspect(last.file);
  expect(trial.records.map(({ review }) => review.outcome)).toEqual(['changed', 'refused']);
  await trial.opened.discard();
  expect(city.records(county.id)).toEqual([record]);
  expect(listPackages(city.vault, { office: other.id }, 0, 10).packages[0]?.state).toBe('PARTIAL');
});

it('one package for several offices keeps its own numbering with each', async () => {
  const { city, county, other } = await pair(network);
  const documents = [{ name: 'settings/codes.json', value: { version: 1 } }];
  await city.send('settings', [county.id], { documents });
  const both = await city.send('settings', [county.id, other.id], { documents });
  expect(await county.receive(both.file)).toMatchObject({ alreadyImported: false });
  expect(await other.receive(both.file)).toMatchObject({ alreadyImported: false });
  const places = city.vault.all(
    'SELECT office, sequence FROM exchangeRecipient WHERE package = ? ORDER BY office',
    [both.id],
  );
  expect(places).toEqual([
    { office: county.id, sequence: 2 },
    { office: other.id, sequence: 1 },
  ]);
  await city.receive((await other.sendReceipt(city.id)).file);
  expect(getPackage(city.vault, both.id).state).toBe('WRITTEN');
  await city.receive((await county.sendReceipt(city.id)).file);
  expect(getPackage(city.vault, both.id).state).toBe('RECEIPTED');
});

it('an import that fails half-way leaves nothing, and can simply be repeated', async () => {
  const {
    city,
    county,
    vaults: [vault],
  } = await pair(network);
  for (const name of ['a', 'b', 'c', 'd']) county.edit(name, '内容');
  const { file } = await county.send('petitions', [city.id]);
  const before = Buffer.from(vault?.save() ?? []);
  const { transact } = city.vault;
  let points = 0;
  let armed = false;
  for (let at = 1; ; at++) {
    let count = 0;
    const failing: TestOffice = createOffice(
      city.id,
      {
        ...city.vault,
        transact: (work) =>
          transact((tx) =>
            work({
              ...tx,
              run: (sql, params) => {
                if (armed) count += 1;
                if (count === at) throw new Error('power cut');
                tx.run(sql, params);
              },
            }),
          ),
      },
      network.deps,
      network.deps.files,
      network.path(`failing-${at}`),
    );
    armed = true;
    const outcome = await failing.receive(file).then(
      () => 'done',
      (error: unknown) => String(error),
    );
    armed = false;
    if (outcome === 'done') break;
    expect(outcome).toContain('power cut');
    expect(Buffer.from(vault?.save() ?? []).equals(before)).toBe(true);
    points += 1;
    if (at > 200) throw new Error('never done');
  }
  expect(points).toBeGreaterThanOrEqual(10);
  expect(city.records(county.id)).toEqual(county.records());
});

async function* iterate<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) yield await Promise.resolve(value);
}
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
