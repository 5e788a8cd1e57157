/** Rows that look alike: no event is lost, no item doubled, and no sealed name told, unless the clerk decides about it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegisterId } from '../../domain/registers/registers.ts';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
let pc: TestPc;
let plan = '';

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('rect');
  const values = { targetId: '县民政局党组', feedbackAt: '2026-03-02' };
  const input = { register: 'rectPlan' as const, id: null, rev: null, values, children: {} };
  const rest = { draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
  plan = (await pc.call('records.save', { ...input, ...rest })).id;
}, 60_000);
afterAll(() => pcs.dispose());

type Rows = readonly (readonly string[])[];
type Decision = Input<'import.fix'>['decision'];

async function check(register: RegisterId, rows: Rows): Promise<string> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '表');
  const path = join(pcs.folder, `${jobId()}.xlsx`);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const whole = register === 'rectItem' ? plan : null;
  const open = { job: jobId(), register, whole, file: fileToken };
  const { import: id } = await pc.call('import.open', open, { [fileToken]: path });
  const sheet = { job: jobId(), import: id, sheet: '表', headerRows: null };
  const { columns } = await pc.call('import.sheet', sheet);
  expect(columns.filter(({ target }) => target === null)).toEqual([]);
  const mapping = columns.map(({ index, target }) => ({ index, target }));
  await pc.call('import.check', { job: jobId(), import: id, mapping, contextYear: null });
  return id;
}

async function rowsOf(id: string): Promise<Output<'import.rows'>['rows']> {
  const verdicts: Input<'import.rows'>['verdicts'] = ['new', 'duplicate', 'skipped', 'refused'];
  const all = { import: id, verdicts, onlyProblems: false, offset: 0, limit: 200 };
  return (await pc.call('import.rows', all)).rows;
}

const standing = async (id: string) =>
  (await rowsOf(id)).map(({ verdict, decision }) => [verdict, decision] as const);
const fix = (id: string, row: number, decision: Decision, cells: Readonly<Record<string, string>> = {}) =>
  pc.call('import.fix', { import: id, row, cells, decision });
const commit = (id: string) => ({ job: jobId(), import: id, allowPartial: false });
const total = async (register: RegisterId): Promise<number> =>
  (await pc.call('records.totals', { register, filters: [], sort: [] })).total;

const fresh = ['new', null] as const;
const asked = ['duplicate', null] as const;
const talks = ['日期', '方式', '内容', '数量', '计量单位'];
const talk = ['2026-03-02', '个别谈话', '班子成员谈话', '1', '人次'];
const calls = ['接待日期', '接待类别', '来访人', '来访事由'];
const called = (name: string, matter: string): readonly string[] => ['2026-03-02', '来电', name, matter];

describe('rows of a log that are alike', { timeout: 60_000 }, () => {
  beforeEach(() => pc.signIn('reg'));

  it('are events of their own until the clerk says otherwise: three talks of a day, one line each', async () => {
    await pc.signIn('rect');
    const id = await check('activity', [talks, talk, talk, talk]);
    expect(await standing(id)).toEqual([fresh, asked, asked]);
    expect((await rowsOf(id))[1]?.duplicateOf?.explanation).toBe('与本表第2行相同。');
    expect((await pc.refusal('import.commit', commit(id))).type).toBe('RepeatsUndecided');
    await pc.call('import.decideAll', { import: id, decision: 'import' });
    expect((await pc.call('import.commit', commit(id))).imported).toBe(3);
    expect(await total('activity')).toBe(3);
    const again = await check('activity', [talks, talk, talk, talk]);
    expect(await standing(again)).toEqual([asked, asked, asked]);
  });

  it('are asked about when the caller is not named, and not when two callers are', async () => {
    const named = (name: string): readonly string[] => called(name, '咨询办事流程');
    const id = await check('reception', [calls, named('张三'), named(''), named(''), named('李四')]);
    expect(await standing(id)).toEqual([fresh, asked, asked, asked]);
    const both = await check('reception', [calls, named('张三'), named('李四')]);
    expect(await standing(both)).toEqual([fresh, fresh]);
    const later = await check('reception', [calls, named(''), named('张三')]);
    expect(await standing(later)).toEqual([fresh, asked]);
    expect((await rowsOf(later))[1]?.duplicateOf).toMatchObject({
      explanation: expect.stringMatching(/^与本表第2行主要栏目相同。可以补充：/u),
      choices: ['update', 'import', 'skip'],
    });
  });

  it('stay where the row they were like is left out', async () => {
    const id = await check('reception', [calls, called('', '反映低保'), called('', '反映低保')]);
    await fix(id, 3, 'skip');
    await fix(id, 2, 'skip');
    expect(await standing(id)).toEqual([['skipped', 'skip'], fresh]);
  });

  it('are all asked about again when a decision about all cannot mean one of them', async () => {
    const id = await check('reception', [calls, called('', '反映水费'), called('', '反映水费')]);
    const { counts } = await pc.call('import.decideAll', { import: id, decision: 'update' });
    expect(counts).toMatchObject({ new: 1, duplicate: 1, skipped: 0 });
  });

  it('tell nothing about a caller that is stored', async () => {
    const first = await check('reception', [calls, called('张三', '反映征地补偿')]);
    await pc.call('import.commit', commit(first));
    const says = async (name: string): Promise<unknown> => {
      const [row] = await rowsOf(await check('reception', [calls, called(name, '反映征地补偿')]));
      return row;
    };
    const [same, other] = [await says('张三'), await says('李四')];
    expect(same).toMatchObject({
      decision: null,
      duplicateOf: { explanation: expect.stringMatching(/^JF\S+已经登记。人员请人工核对。$/u) },
    });
    expect(JSON.stringify(other).replaceAll('李四', '张三')).toBe(JSON.stringify(same));
  });
});

const ledger = ['具体问题', '整改措施', '责任领导', '责任人', '整改时限'];
const measure = (item: string, content: string, due = '2026-12-31', leader = '罗伟'): readonly string[] => [
  item,
  content,
  leader,
  '孙敏',
  due,
];

describe('a row that is corrected', { timeout: 60_000 }, () => {
  beforeAll(() => pc.signIn('rect'));
  const verdicts = async (id: string) => (await standing(id)).map(([verdict]) => verdict);
  const adds = ['duplicate', 'update'] as const;

  it('takes the rows below into the item that it becomes, instead of making a second', async () => {
    const rows = [measure('账目不清', '一查', '2026-02-30'), measure('账目不清', '二改')];
    const id = await check('rectItem', [ledger, ...rows, measure('账目不清', '三建')]);
    expect(await verdicts(id)).toEqual(['refused', 'new', 'duplicate']);
    await fix(id, 2, null, { '4': '2026-06-30' });
    expect(await standing(id)).toEqual([fresh, adds, adds]);
    const before = await total('rectItem');
    expect(await pc.call('import.commit', commit(id))).toMatchObject({ imported: 1, updated: 2 });
    expect(await total('rectItem')).toBe(before + 1);
  });

  it('lets go of the rows below that were added to it when it becomes another item', async () => {
    const rows = [measure('公车私用', '一查'), measure('公车私用', '二改'), measure('公车私用', '三建')];
    const id = await check('rectItem', [ledger, ...rows]);
    await fix(id, 2, null, { '0': '公款吃喝' });
    expect(await standing(id)).toEqual([fresh, fresh, adds]);
    expect((await rowsOf(id))[2]?.duplicateOf?.no).toBe('本表第3行');
    expect(await pc.call('import.commit', commit(id))).toMatchObject({ imported: 2, updated: 1 });
  });

  it('comes in beside them when it says otherwise by now, and keeps what was corrected', async () => {
    const rows = [measure('违规发津补贴', '一查'), measure('违规发津补贴', '二退')];
    const id = await check('rectItem', [ledger, ...rows]);
    await fix(id, 2, null, { '2': '王芳' });
    expect(await standing(id)).toEqual([fresh, fresh]);
    expect(await pc.call('import.commit', commit(id))).toMatchObject({ imported: 2, updated: 0 });
  });

  it('is no longer left out with what it was the same as', async () => {
    const first = await check('rectItem', [ledger, measure('会议过多', '一减')]);
    await pc.call('import.commit', commit(first));
    const rows = [measure('会议过多', '二并'), measure('会议过多', '二并')];
    const id = await check('rectItem', [ledger, ...rows]);
    expect(await standing(id)).toEqual([adds, asked]);
    expect((await rowsOf(id))[1]?.duplicateOf?.explanation).toMatch(
      /^与本表第2行要为ZG\S+补充的内容相同。$/u,
    );
    await fix(id, 3, 'skip');
    await fix(id, 2, null, { '1': '三合' });
    expect(await standing(id)).toEqual([adds, adds]);
    expect(await pc.call('import.commit', commit(id))).toMatchObject({ imported: 0, updated: 2 });
  });

  it('is compared with a record that says something else by now when it is decided about again', async () => {
    const first = await check('rectItem', [ledger, measure('文风不实', '一改', '2026-12-31', '')]);
    await pc.call('import.commit', commit(first));
    const [one, two] = [
      await check('rectItem', [ledger, measure('文风不实', '二查', '2026-12-31', '罗伟')]),
      await check('rectItem', [ledger, measure('文风不实', '三评', '2026-12-31', '王芳')]),
    ];
    await pc.call('import.commit', commit(one));
    const refused = await pc.refusal('import.commit', commit(two));
    expect(refused).toMatchObject({ type: 'ChangedMeanwhile', next: expect.stringContaining('第2行') });
    await fix(two, 2, 'skip');
    await fix(two, 2, 'update');
    expect(await pc.call('import.commit', commit(two))).toMatchObject({ imported: 0, updated: 1 });
  });
});
