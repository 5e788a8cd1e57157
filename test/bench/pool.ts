/**
 * A pool of thousands of people (人才库): taken from a spreadsheet, looked at, judged, drawn from for sixty groups, and offered to
 * the city. `PART=0.1` measures a tenth.
 */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { ServiceEvent } from '../../preload/contract/contract.ts';
import {
  checkFixture,
  cityId,
  createTestPcs,
  foundNetwork,
  jobId,
  receivePackageFrom,
  sendPackage,
  testUsers,
  type TestPc,
  type TestPcs,
} from '../support/office.ts';
import { at, bureaus, personOf, writePool } from '../support/pool.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { save } from '../service/kinds.ts';

export type Report = (name: string, value: number, limit: number, note: string) => void;

const part = Number(process.env['PART'] ?? '1');
const [few, many] = [Math.ceil(2_500 * part), Math.ceil(8_000 * part)];
const groups = Math.ceil(60 * part);
const drawnFrom = Math.ceil(2_000 * part);
/** So many of them are offered each on its own page, for comparison. */
const oneByOne = Math.ceil(100 * part);
const register = 'poolPerson' as const;
const page = { register, filters: [], sort: [], offset: 0, limit: 50 };

/** Ratios of the larger pool to the smaller one, each for as many people, and seconds where an office waits. */
export async function benchPool(report: Report): Promise<void> {
  const pcs = createTestPcs();
  try {
    const [city, county] = [pcs.pc('city'), pcs.pc('county')];
    await foundNetwork(pcs, city, county, [...testUsers, { account: 'plan', role: 'PLANNER' }]);
    await county.signIn('plan');
    const first = await importPeople(pcs, county, 0, few);
    const pageOfFew = await median(() => county.call('records.page', page));
    await measureCancel(report, pcs, county);
    const rest = await importPeople(pcs, county, few, many - few);
    const ratio = rest / (many - few) / (first / few);
    const note = `${few} in ${seconds(first)}, ${many - few} more in ${seconds(rest)}`;
    report('import of a pool: time for a row, later to first', ratio, 1.6, note);
    const pageOfMany = await median(() => county.call('records.page', page));
    const pages = `${pageOfFew.toFixed(1)} ms of ${few} people, ${pageOfMany.toFixed(1)} ms of ${many}`;
    report('the page of a pool, larger to smaller', pageOfMany / pageOfFew, many / few, pages);
    await measureGroups(report, county);
    await measureOffer(report, pcs, city, county);
  } finally {
    await pcs.dispose();
  }
}

/** From the file to the last row, as the wizard does it; milliseconds. */
async function importPeople(pcs: TestPcs, pc: TestPc, from: number, count: number): Promise<number> {
  const path = join(pcs.folder, `pool-${from}.xlsx`);
  writePool(path, from, count);
  const start = performance.now();
  const checked = await checkFixture(pc, path, register, 'plan');
  const done = await pc.call('import.commit', { job: jobId(), import: checked, allowPartial: true });
  if (done.imported !== count) throw new Error(`${done.imported} of ${count} people came in`);
  return performance.now() - start;
}

/** An import that is given up while its rows are written, from the button to the answer; nothing of it stays. */
async function measureCancel(report: Report, pcs: TestPcs, pc: TestPc): Promise<void> {
  const path = join(pcs.folder, 'pool-given-up.xlsx');
  writePool(path, few, many - few);
  const checked = await checkFixture(pc, path, register, 'plan');
  const job = jobId();
  const running = pc.service.call('import.commit', { job, import: checked, allowPartial: true }, {});
  while (!isWriting(pc.events.at(-1))) await setImmediate();
  const start = performance.now();
  await pc.call('jobs.cancel', { job });
  const { ok } = await running;
  const given = (performance.now() - start) / 1000;
  const { total } = await pc.call('records.totals', { register, filters: [], sort: [] });
  if (ok || total !== few)
    throw new Error(`${total} of ${few} people are there, ${ok ? 'not ' : ''}cancelled`);
  report(`giving up the import of ${many - few} people, s`, given, 2, 'nothing of it stays');
}

const isWriting = (event: ServiceEvent | undefined): boolean =>
  event?.type === 'progress' && event.text === '正在写入' && event.done * 2 > event.total;

async function median(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.toSorted((left, right) => left - right)[4] ?? 0;
}

/** Sixty groups of a round, seven judged at once, and all of them composed out of two thousand people. */
async function measureGroups(report: Report, pc: TestPc): Promise<void> {
  await inVaultOf(pc, 'plan', (vault) =>
    vault.transact((tx) =>
      tx.run(
        "UPDATE poolPerson SET state = 'IN_POOL' WHERE id IN (SELECT id FROM poolPerson ORDER BY no LIMIT ?)",
        [drawnFrom],
      ),
    ),
  );
  await pc.signIn('plan');
  const about = { name: '第三轮', roundNo: 3, level: 'COUNTY', kinds: ['CROSS'] };
  const round = await save(pc, 'inspectionRound', about);
  for (let index = 0; index < groups; index += 1) {
    const name = `开化县${at(bureaus, index)}第${index}所党组`;
    await save(pc, 'target', { name, orgType: 'COUNTY_DEPARTMENT', region: '330824' });
    const group = { round, name: `第${index + 1}巡察组`, mode: 'NORMAL', targetRegion: '330824' };
    await save(pc, 'inspectionGroup', group, undefined, {
      targets: [{ rowId: '', values: { targetId: name } }],
    });
  }
  const asked = {
    targets: [`开化县${at(bureaus, 0)}第0所党组`],
    region: '330824',
    mode: 'NORMAL',
    round,
    profile: null,
  };
  const members = Array.from({ length: 7 }, (_, index) => {
    const [name = '', , , , unit = ''] = personOf(index * 31);
    return {
      key: String(index),
      name,
      unit,
      role: index === 0 ? 'LEADER' : 'MEMBER',
      region: null,
      declared: false,
    };
  });
  const judging = await median(() => pc.call('avoidance.judge', { ...asked, members }));
  report(`judging seven members in a pool of ${many}, ms`, judging, 150, '');
  const [start, busy] = [performance.now(), process.cpuUsage()];
  const { seats, possible } = await pc.call('staffing.propose', { job: jobId(), round });
  const { user, system } = process.cpuUsage(busy);
  const told = `${seats.length} seats, ${possible ? 'possible' : 'impossible'}, ${seconds(performance.now() - start)} by the clock`;
  const composing = `composing ${groups} groups out of ${drawnFrom} people, s of processor time`;
  report(composing, (user + system) / 1e6, 10, told);
}

/** Every person of the smaller pool is offered, nearly all of them in one act, sealed, verified and taken over; each against the import of as many rows. */
async function measureOffer(report: Report, pcs: TestPcs, city: TestPc, county: TestPc): Promise<void> {
  await inVaultOf(county, 'plan', (vault) =>
    vault.transact((tx) => tx.run("UPDATE poolPerson SET state = 'IN_POOL'")),
  );
  await county.signIn('plan');
  const ids = await inVaultOf(county, 'plan', (vault) =>
    vault.all<{ id: string; rev: number }>('SELECT id, rev FROM poolPerson ORDER BY no LIMIT ?', [few]),
  );
  await county.signIn('plan');
  const office = cityId;
  const [alone, together] = [ids.slice(0, oneByOne), ids.slice(oneByOne)];
  const single = performance.now();
  for (const { id, rev } of alone)
    await county.call('records.address', { register, id, rev, office, on: true });
  const start = performance.now();
  const which = { type: 'chosen' as const, ids: together.map(({ id }) => id) };
  const act = { type: 'address' as const, office };
  const { done } = await county.call('records.takeMany', { job: jobId(), register, which, act });
  const addressed = performance.now();
  if (done !== together.length) throw new Error(`${done} of ${together.length} people were offered`);
  const path = await sendPackage(pcs, county, 'planning', cityId, null, true, 'plan');
  const sent = performance.now();
  const { applied } = await receivePackageFrom(city, path, 'plan');
  const taken = performance.now();
  if (applied < few) throw new Error(`${applied} of ${few} people arrived`);
  const each = `${((start - single) / alone.length).toFixed(1)} ms each when ${alone.length} were offered on their pages`;
  report(`offering ${together.length} people to the city at once, s`, (addressed - start) / 1000, 60, each);
  report('a package of them, s', (sent - addressed) / 1000, 20, '');
  report('taking it over, s', (taken - sent) / 1000, 20, '');
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
