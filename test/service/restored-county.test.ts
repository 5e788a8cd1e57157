/** A county that lost its disk, went back to last week's backup and went on working: nothing it enters is lost. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  cityId,
  countyId,
  createTestPcs,
  foundNetwork,
  inspectPackage,
  jobId,
  passwordOf,
  receivePackageFrom,
  sendPackage,
  type TestPc,
} from '../support/office.ts';
import { letter, saveAnother, saveLetter } from './letters.ts';

const pcs = createTestPcs();
afterAll(() => pcs.dispose());

let now = Date.parse('2026-03-09T09:00:00+08:00');

/** Hands over what was written last; returns the slip's number. */
async function handOver(pc: TestPc): Promise<string> {
  const asked = { direction: 'out', peer: null, offset: 0, limit: 1 } as const;
  const [newest] = (await pc.call('packages.list', asked)).packages;
  const people = { fromPerson: '县登记', toPerson: '', courier1: '赵通信', courier2: '', supervisor: '' };
  const { no } = await pc.call('handovers.send', {
    ...{ packages: [newest?.id ?? ''], at: now, place: '', packing: '', sealNo: '', ...people },
  });
  return no;
}

async function numbersAt(pc: TestPc): Promise<readonly string[]> {
  const filters: [] = [];
  const page = await pc.call('records.page', {
    register: 'petition',
    filters,
    sort: [],
    offset: 0,
    limit: 9,
  });
  return page.rows.map(({ no }) => no).sort();
}

it('a number used again after a restore reaches the city beside the lost letter, by a package with a number of its own', async () => {
  const city = pcs.pc('city', () => now);
  let county = pcs.pc('county', () => now);
  await foundNetwork(pcs, city, county);
  await county.signIn('reg');
  const first = await saveLetter(county, letter);
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
  await county.service.stop();
  const vault = join(pcs.folder, 'county', 'vault');
  const backup = join(pcs.folder, 'backup');
  cpSync(vault, backup, { recursive: true });

  county = pcs.pc('county', () => now);
  await county.signIn('reg');
  const lost = await saveAnother(county, '反映乙镇低保评定不公。', '赵某');
  const repeat = await saveLetter(county, {
    ...letter,
    duplicate: { decision: 'repeat', of: lost.id, basis: '同人同事' },
  });
  await receivePackageFrom(city, await sendPackage(pcs, county, 'petitions', cityId));
  expect(await handOver(county)).toBe('JJ-2026-0001');
  await county.service.stop();

  now += 86_400_000;
  rmSync(vault, { recursive: true });
  cpSync(backup, vault, { recursive: true });
  county = pcs.pc('county', () => now);
  await county.signIn('reg');
  const again = await saveAnother(county, '反映丙镇干部收受礼金。', '钱某');
  expect(again.no).toBe(lost.no);
  const path = await sendPackage(pcs, county, 'petitions', cityId);
  expect(await handOver(county)).toMatch(/^JJ-2026-0001-R[2-9A-Z]{3}$/u);
  expect(new Set(readdirSync(pcs.stick).filter((name) => name.includes('BAO-330824'))).size).toBe(3);

  await city.signIn('reg');
  const inspected = await inspectPackage(city, path);
  expect(inspected.verdict).toBe('needsTwoPersons');
  expect(inspected.counts).toEqual({ new: 1, changed: 0, unchanged: 1, refused: 0 });
  expect(inspected.details).toMatchObject([{ no: lost.no, result: '新增' }]);
  expect(inspected.details[0]?.reason).toContain(`${lost.no}（恢复前1）`);
  expect(inspected.notices.join('')).toContain('1个编号重新使用');
  const { witness } = await city.call('session.witness', {
    account: 'dir',
    password: passwordOf('dir'),
    act: `packages.apply:${inspected.incoming}`,
  });
  const applied = await city.call('packages.apply', { job: jobId(), incoming: inspected.incoming, witness });
  expect(applied).toMatchObject({ applied: 1, unchanged: 1, refused: 0 });
  expect(await numbersAt(city)).toEqual([first.no, lost.no, `${lost.no}（恢复前1）`, repeat.no]);
  // Who refers to the letter refers to itself, not to its number.
  const { entries } = await city.call('records.history', { register: 'petition', id: repeat.id });
  expect(entries.flatMap(({ changes }) => changes)).toContainEqual(
    expect.objectContaining({ label: '首次件', after: `${lost.no}（恢复前1）` }),
  );

  // Neither has come again, whether its number was used anew or not; what came again is not among them.
  await city.signIn('reg');
  const { offices } = await city.call('exchange.board', {});
  const listed = offices.flatMap(({ notResent }) => notResent);
  expect(listed).toEqual([{ register: 'petition', count: 2, ids: expect.any(Array) as string[] }]);
  expect(new Set(listed[0]?.ids)).toEqual(new Set([lost.id, repeat.id]));

  // It counts until it is voided here, and who reads the figures is told.
  const year = { from: '2026-01-01', to: '2026-12-31', rows: 'office', offices: null } as const;
  const parameters = { report: 'R-01', ...year } as const;
  const { notes } = await city.call('reports.compute', { job: jobId(), parameters });
  expect(notes).toContainEqual(expect.stringContaining('丢失的信访件1件（编号带“恢复前”）'));

  await receivePackageFrom(county, await sendPackage(pcs, city, 'receipt', countyId));
  await county.signIn('reg');
  const preview = await county.call('packages.preview', { kind: 'petitions', peer: cityId, period: null });
  expect(preview.counts['petition']).toBe(0);
}, 120_000);
