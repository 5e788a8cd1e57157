/**
 * A pool of thousands of people (人才库): taken from a spreadsheet, looked at, judged, drawn from for sixty groups, and offered to
 * the city. `PART=0.1` measures a tenth.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
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
import { inVaultOf } from '../support/vault-of.ts';
import { save } from '../service/kinds.ts';

export type Report = (name: string, value: number, limit: number, note: string) => void;

const part = Number(process.env['PART'] ?? '1');
const [few, many] = [Math.ceil(2_500 * part), Math.ceil(8_000 * part)];
const groups = Math.ceil(60 * part);
const drawnFrom = Math.ceil(2_000 * part);
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

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚'];
const places = ['衢江区', '江山市', '龙游县', '常山县', '柯城区', '开化县'];
const bureaus = ['审计局', '财政局', '纪委监委', '教育局', '住房和城乡建设局', '委组织部'];
const majors = ['纪检监察', '审计', '文字综合', '财务会计', '组织人事'];
const headings = [
  ...['姓名', '性别', '出生年月', '政治面貌', '单位', '职务', '职级', '专业特长', '现居住地', '籍贯'],
  ...['任职经历', '亲属及社会关系', '所在库', '资格审查通过'],
];

const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

function personOf(index: number): readonly string[] {
  const name = at(surnames, index) + at(given, Math.floor(index / 20)) + at(given, Math.floor(index / 400));
  const place = at(places, index);
  return [
    ...[name, index % 3 === 0 ? '女' : '男', `198${index % 10}.0${1 + (index % 9)}`, '中共党员'],
    ...[`${place}${at(bureaus, Math.floor(index / 6))}`, '科员', index % 5 === 0 ? '正科' : '副科'],
    ...[at(majors, index), place, at(places, index + 1)],
    `${at(places, index + 2)}${at(bureaus, index)}(2010-2015)、${place}${at(bureaus, index + 1)}(2015-2020)`,
    `${at(surnames, index + 7)}${at(given, index)}/配偶/${at(places, index + 3)}${at(bureaus, index + 2)}`,
    ...['专业人才库', '是'],
  ];
}

/** From the file to the last row, as the wizard does it; milliseconds. */
async function importPeople(pcs: TestPcs, pc: TestPc, from: number, count: number): Promise<number> {
  const rows = Array.from({ length: count }, (_, index) => personOf(from + index));
  const book = XLSX.utils.book_new(
    XLSX.utils.aoa_to_sheet([headings, ...rows.map((row) => [...row])]),
    '人才库',
  );
  const path = join(pcs.folder, `pool-${from}.xlsx`);
  writeFileSync(path, new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
  const start = performance.now();
  const checked = await checkFixture(pc, path, register, 'plan');
  const done = await pc.call('import.commit', { job: jobId(), import: checked, allowPartial: true });
  if (done.imported !== count) throw new Error(`${done.imported} of ${count} people came in`);
  return performance.now() - start;
}

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

/** Every person of the smaller pool is offered, sealed, verified and taken over; each against the import of as many rows. */
async function measureOffer(report: Report, pcs: TestPcs, city: TestPc, county: TestPc): Promise<void> {
  await inVaultOf(county, 'plan', (vault) =>
    vault.transact((tx) => tx.run("UPDATE poolPerson SET state = 'IN_POOL'")),
  );
  await county.signIn('plan');
  const ids = await inVaultOf(county, 'plan', (vault) =>
    vault.all<{ id: string; rev: number }>('SELECT id, rev FROM poolPerson ORDER BY no LIMIT ?', [few]),
  );
  await county.signIn('plan');
  const start = performance.now();
  for (const { id, rev } of ids)
    await county.call('records.address', { register, id, rev, office: cityId, on: true });
  const addressed = performance.now();
  const path = await sendPackage(pcs, county, 'planning', cityId, null, true, 'plan');
  const sent = performance.now();
  const { applied } = await receivePackageFrom(city, path, 'plan');
  const taken = performance.now();
  if (applied < few) throw new Error(`${applied} of ${few} people arrived`);
  report(`offering ${few} people to the city one by one, s`, (addressed - start) / 1000, 60, '');
  report('a package of them, s', (sent - addressed) / 1000, 20, '');
  report('taking it over, s', (taken - sent) / 1000, 20, '');
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
