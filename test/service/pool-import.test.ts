/** A list of people comes in as proposed and reviewed; into the pool they come by a second person, all of them in one go. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { poolPerson } from '../../domain/registers/pool-person/pool-person.ts';
import { refusedBefore, sharedSteps, takeForEach } from '../../renderer/registers/list/step-for-each.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  testUsers,
  type TestPc,
} from '../support/office.ts';

const pcs = createTestPcs();
let city: TestPc;
const register = 'poolPerson' as const;

const headings = [
  '姓名',
  '性别',
  '政治面貌',
  '单位',
  '职务',
  '所在库',
  '资格审查通过',
  '入库日期',
  '审定会议',
];
const people = [
  ['周一', '男', '中共党员', '市审计局', '科长', '专业人才库', '是', '2025-03-01', '领导小组第一次会议'],
  [
    '吴二',
    '女',
    '中共党员',
    '市财政局',
    '科长',
    '组长（副组长）库',
    '是',
    '2025-06-01',
    '领导小组第二次会议',
  ],
  ['郑三', '男', '群众', '市教育局', '科员', '专业人才库', '是', '2025-06-01', '领导小组第二次会议'],
  ['王四', '男', '中共党员', '市信访局', '科员', '专业人才库', '', '', ''],
];

const failureOf = (error: unknown) => {
  if (error instanceof ExpectedError) return error.failure;
  throw error;
};
const listed = async () => {
  const page = { register, filters: [], sort: [], offset: 0, limit: 200 };
  const { rows } = await city.call('records.page', page);
  return Promise.all(rows.map(({ id }) => city.call('records.get', { register, id })));
};
const states = async () =>
  Object.fromEntries((await listed()).map(({ values, state }) => [values['name'], state]));

beforeAll(async () => {
  city = pcs.pc('city', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(city, 'CITY', '330800', [
    ...testUsers,
    { account: 'plan', role: 'PLANNER' as const },
  ]);
  await city.signIn('plan');
  const path = join(pcs.folder, 'pool.xlsx');
  const book = XLSX.utils.book_new(XLSX.utils.aoa_to_sheet([headings, ...people]), '人才库');
  writeFileSync(path, new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
  const opened = await city.call(
    'import.open',
    { job: jobId(), register, whole: null, file: fileToken },
    { [fileToken]: path },
  );
  const about = { import: opened.import };
  const sheet = opened.sheets[0]?.name ?? '';
  const { columns } = await city.call('import.sheet', { job: jobId(), ...about, sheet, headerRows: null });
  const mapping = columns.map(({ index, target }) => ({ index, target }));
  await city.call('import.check', { job: jobId(), ...about, mapping, contextYear: null });
  await city.call('import.commit', { job: jobId(), ...about, allowPartial: false });
}, 120_000);
afterAll(() => pcs.dispose());

describe('people who are imported', { timeout: 60_000 }, () => {
  it('are reviewed at most, whatever day of admission the list names, and cannot be drawn', async () => {
    expect(await states()).toEqual({ 周一: 'CHECKED', 吴二: 'CHECKED', 郑三: 'CHECKED', 王四: 'NOMINATED' });
    const [first] = (await listed()).filter(({ values }) => values['name'] === '周一');
    expect(first?.values).toMatchObject({ admittedAt: '2025-03-01', admittedBy: '领导小组第一次会议' });
    expect(first?.actions.map(({ key }) => key)).not.toContain('admit');
  });

  it('wait on the first page of whoever admits them', async () => {
    await city.signIn('dir');
    const { queues } = await city.call('dashboard.todo', {});
    expect(queues.find((queue) => queue.register === register)).toMatchObject({
      label: '待审定入库（已审查）',
      count: 3,
    });
  });

  it('are admitted together, each on the day and by the meeting the list names; who may not be is named', async () => {
    const records = await listed();
    const step = sharedSteps(poolPerson, records).find(({ key }) => key === 'admit');
    if (!step) throw new Error('nobody can be admitted');
    expect([step.records.length, step.requires]).toEqual([3, []]);
    const take = (input: Parameters<typeof city.call<'records.transition'>>[1]) =>
      city.call('records.transition', input);
    const taken = await takeForEach(register, step, { values: {}, reason: '' }, take, failureOf);
    expect(taken).toEqual({ done: 2, refused: [] });
    expect(
      refusedBefore(step, records)
        .map(({ why }) => why)
        .join(),
    ).toContain('政治面貌不是中共党员');
    expect(await states()).toEqual({ 周一: 'IN_POOL', 吴二: 'IN_POOL', 郑三: 'CHECKED', 王四: 'NOMINATED' });
    const days = (await listed()).map(({ values }) => [
      values['name'],
      values['admittedAt'],
      values['pools'],
    ]);
    expect(days).toContainEqual(['吴二', '2025-06-01', ['LEADER']]);
    expect(days).toContainEqual(['周一', '2025-03-01', ['TALENT']]);
  });

  it('keep the day of their admission once they are in the pool', async () => {
    await city.signIn('plan');
    const [one] = (await listed()).filter(({ values }) => values['name'] === '周一');
    if (!one) throw new Error('there is nobody');
    const refused = await city.refusal('records.save', {
      ...{ register, id: one.id, rev: one.rev, children: one.children, confirmed: {} },
      ...{ draft: null, duplicate: null, sealedDirect: false },
      values: { ...one.values, admittedAt: '2020-01-01' },
    });
    expect(refused.fields).toHaveProperty('admittedAt');
  });
});
