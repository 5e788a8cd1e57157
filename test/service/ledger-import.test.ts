/** The ledger of a county bureau, as clerks keep it, becomes items with their measures under one plan. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
import { inVaultOf } from '../support/vault-of.ts';
import { ledgerSheets } from './ledger-sheets.ts';
import { cellsOf } from './written-workbook.ts';

const fixture = join(import.meta.dirname, '..', 'fixtures', 'civil-affairs-rectification.xlsx');
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

const page = (register: 'rectItem' | 'rectMeasure') =>
  pc.call('records.page', {
    register,
    filters: [],
    sort: [{ field: 'no', direction: 'asc' }],
    offset: 0,
    limit: 200,
  });

const { workbook, check } = ledgerSheets(() => ({ folder: pcs.folder, pc, plan }));
const commit = (id: string) => ({ job: jobId(), import: id, allowPartial: false });

it('taken into another register says that it is a ledger', async () => {
  const look = async (register: 'rectItem' | 'activity', whole: string | null) => {
    const open = { job: jobId(), register, whole, file: fileToken };
    const opened = await pc.call('import.open', open, { [fileToken]: fixture });
    const sheet = opened.sheets.find(({ proposed }) => proposed)?.name ?? '';
    return pc.call('import.sheet', { job: jobId(), import: opened.import, sheet, headerRows: null });
  };
  const { better } = await look('activity', null);
  expect(better).toMatchObject({ register: 'rectItem', label: '整改事项' });
  expect((await look('rectItem', plan)).better).toBeNull();
}, 60_000);

describe('a ledger from a spreadsheet', { timeout: 60_000 }, () => {
  it('asks for the plan it belongs to', async () => {
    const open = { job: jobId(), register: 'rectItem' as const, file: fileToken };
    const refused = await pc.refusal('import.open', open, { [fileToken]: fixture });
    expect(refused).toMatchObject({ type: 'WholeMissing' });
  });

  it('comes in as its items with their measures, deadlines in words kept as words', async () => {
    const open = { job: jobId(), register: 'rectItem' as const, whole: plan, file: fileToken };
    const opened = await pc.call('import.open', open, { [fileToken]: fixture });
    const wanted = { job: jobId(), import: opened.import, sheet: '整改台账', headerRows: null };
    const { columns, year } = await pc.call('import.sheet', wanted);
    expect(columns.map(({ heading, target }) => [heading, target])).toEqual([
      ['序号', 'seq'],
      ['反馈重点方面', 'aspect'],
      ['具体问题', 'statement'],
      ['整改措施', 'rectMeasure.content'],
      ['责任领导', 'leader'],
      ['责任部门', 'leadDept'],
      ['责任人', 'rectMeasure.person'],
      ['整改时限', 'rectMeasure.dueAt'],
      ['整改进展', 'progressText'],
      ['完成情况', 'statedProgress'],
      ['备注', 'remark'],
    ]);
    const mapping = columns.map(({ index, target }) => ({ index, target }));
    const checked = await pc.call('import.check', {
      job: jobId(),
      import: opened.import,
      mapping,
      contextYear: year,
    });
    expect(checked.counts).toMatchObject({ new: 28, refused: 0, duplicate: 0, claims: 17 });
    const done = await pc.call('import.commit', { job: jobId(), import: opened.import, allowPartial: false });
    expect(done.imported).toBe(28);
    const items = await page('rectItem');
    expect(items.rows).toHaveLength(28);
    expect(items.rows[1]?.values).toMatchObject({
      aspect: '贯彻落实党中央决策部署方面',
      statement: '扶贫项目验收弄虚作假的问题',
      leader: '罗伟',
      leadDept: '计财科',
      type: 'BY_DATE',
      dueAt: '2026-12-31',
      measureCount: 3,
      statedProgress: '基本完成',
      targetId: '县民政局党组',
    });
    const measures = await page('rectMeasure');
    expect(measures.rows).toHaveLength(56);
    expect(measures.rows.slice(0, 2).map(({ values }) => values)).toMatchObject([
      { content: '1.开展专题学习', person: '吴敏', dueAt: '2026-07-31', seq: 1 },
      {
        content: '2.追责问责相关人员',
        person: '张德胜',
        dueAt: '2026-06-30',
        dueText: '2026年6月底',
        seq: 2,
      },
    ]);
    const whole = await pc.call('records.get', { register: 'rectPlan', id: plan });
    expect(whole.values).toMatchObject({ itemCount: 28, doneCount: 0 });
  });

  it('does not count what the sheet calls done as done before it is assessed', async () => {
    const items = await page('rectItem');
    const stated = items.rows.filter(({ values }) => values['statedProgress'] === '已完成');
    expect(stated.length).toBeGreaterThan(0);
    for (const { values } of stated) expect(values).toMatchObject({ status: 'NOT_STARTED', claimOpen: true });
    const open = await pc.call('records.page', {
      ...{ register: 'rectItem', filters: [{ field: 'claimOpen', op: 'is', value: true }] },
      ...{ sort: [], offset: 0, limit: 200 },
    });
    expect(open.rows).toHaveLength(17);
  });

  it('leaves again with the columns of a list of the office, its measures line by line', async () => {
    const path = join(pcs.folder, '责任清单.xlsx');
    const query = { register: 'rectItem' as const, filters: [], sort: [] };
    const input = { job: jobId(), query, columns: ['list:DUTY'], file: fileToken, reveal: null };
    expect((await pc.call('export.view', input, { [fileToken]: path })).rows).toBe(28);
    const cells = cellsOf(path);
    const from = cells.indexOf('序号');
    expect(cells.slice(from, from + 4)).toEqual(['序号', '具体问题', '整改措施', '责任领导']);
    expect(cells.some((text) => /^1\..+\n2\./u.test(text))).toBe(true);
  });

  it('is known when it comes again, and brings nothing a second time', async () => {
    const { id, counts, rows } = await check({ [fileToken]: fixture });
    expect(counts).toMatchObject({ new: 0, duplicate: 0, refused: 0 });
    expect(rows[0]).toMatchObject({
      verdict: 'skipped',
      reason: expect.stringContaining('已经登记，内容相同'),
    });
    expect((await pc.refusal('import.commit', commit(id))).type).toBe('NothingToImport');
  });

  it('adds the measure that is new to the item that is there, and leaves what was written as it is', async () => {
    const head = ['具体问题', '整改措施', '责任领导', '责任人', '整改时限', '整改进展'];
    const first = ['食堂账目混乱的问题', '1.建立台账', '罗伟', '孙敏', '2026-12-31', ''];
    const { id } = await check(workbook([head, first]));
    await pc.call('import.commit', commit(id));
    const before = (await page('rectItem')).rows.at(-1);
    const second = ['食堂账目混乱的问题', '2.清退资金', '罗伟', '何芳', '2026-12-31', '已建账'];
    const again = await check(workbook([head, first, second]));
    expect(again.rows.map(({ verdict, decision }) => [verdict, decision])).toEqual([
      ['skipped', 'skip'],
      ['duplicate', 'update'],
    ]);
    const { no } = before ?? { no: '' };
    expect(again.rows[1]?.duplicateOf).toMatchObject({
      no,
      explanation: `${no}已经登记。可以补充：整改措施1条、整改进展。`,
      choices: ['update', 'import', 'skip'],
    });
    expect(await pc.call('import.commit', commit(again.id))).toMatchObject({ imported: 0, updated: 1 });
    const items = await page('rectItem');
    expect(items.rows.filter(({ values }) => values['statement'] === first[0])).toHaveLength(1);
    expect(items.rows.at(-1)?.values).toMatchObject({ measureCount: 2, progressText: '已建账' });
    const seqs = (await page('rectMeasure')).rows.slice(-2).map(({ values }) => values['seq']);
    expect(seqs).toEqual([1, 2]);
    const history = await pc.call('records.history', { register: 'rectItem', id: before?.id ?? '' });
    expect(history.entries.map(({ action }) => action)).toContain('import');
  });

  it('points out a term that had passed before the plan was fed back', async () => {
    const head = ['具体问题', '整改措施', '整改时限'];
    const rows = [
      ['车辆管理不严的问题', '1.建立台账', '2026-02-28'],
      ['档案管理不严的问题', '1.建立台账', '2026-03-31'],
    ];
    const checked = await check(workbook([head, ...rows]));
    expect(checked.counts).toMatchObject({ new: 2, refused: 0 });
    const told = checked.rows.map(({ problems }) => problems.map(({ message }) => message).join(''));
    expect(told[0]).toContain('整改时限（2026-02-28）早于反馈日期（2026-03-02）');
    expect(told[1]).not.toContain('早于反馈日期');
    await pc.call('import.commit', commit(checked.id));
    expect((await page('rectItem')).rows.at(-1)?.values['feedbackAt']).toBe('2026-03-02');
  });

  it('asks where the sheet says otherwise than the item, and changes nothing of it', async () => {
    const head = ['具体问题', '整改措施', '责任领导', '整改进展'];
    const row = ['食堂账目混乱的问题', '1.建立台账', '王芳', '已经办结'];
    const { id, rows } = await check(workbook([head, row]));
    expect(rows[0]).toMatchObject({
      verdict: 'duplicate',
      decision: null,
      duplicateOf: { choices: ['import', 'skip'] },
    });
    expect(rows[0]?.duplicateOf?.explanation).toContain('不会改动：责任领导、整改进展');
    expect((await pc.refusal('import.commit', commit(id))).type).toBe('RepeatsUndecided');
    const decided = await pc.call('import.decideAll', { import: id, decision: 'update' });
    expect(decided.counts).toMatchObject({ skipped: 1, duplicate: 0 });
  });

  it('keeps the serial numbers of the office, whatever they begin with, and asks about none that is no number', async () => {
    const head = ['序号', '具体问题', '整改措施'];
    const rows = [
      ['5', '公务接待超标的问题', '1.约谈'],
      ['', '', '2.退款'],
      ['6', '会议记录不全的问题', '1.补记'],
      ['七之一', '值班脱岗的问题', '1.通报'],
    ];
    const { id, counts } = await check(workbook([head, ...rows]));
    expect(counts).toMatchObject({ new: 3, refused: 0 });
    await pc.call('import.commit', commit(id));
    const last = (await page('rectItem')).rows.slice(-3);
    expect(last.map(({ values }) => [values['seq'] ?? null, values['measureCount']])).toEqual([
      [5, 2],
      [6, 1],
      [null, 1],
    ]);
    const again = [
      head,
      ...rows.map(([serial = '', ...rest]) => [serial === '' ? '' : `${serial}5`, ...rest]),
    ];
    expect((await check(workbook(again))).counts).toMatchObject({ new: 0, duplicate: 0, refused: 0 });
  });

  it('is rectified at once only where every measure says so, and says where they differ', async () => {
    const head = ['序号', '具体问题', '整改措施', '整改时限'];
    const rows = [
      ['21', '会风不严的问题', '1.通报', '立行立改'],
      ['', '', '2.建章', '2026年12月底'],
      ['22', '考勤不实的问题', '1.通报', '立行立改'],
      ['', '', '2.检讨', '即知即改'],
      ['', '', '3.谈话', ''],
    ];
    const { id, counts, rows: checked } = await check(workbook([head, ...rows]));
    const doubted = checked.filter(({ problems }) =>
      problems.some(({ message }) => message.includes('限期整改')),
    );
    expect(doubted.map(({ row }) => row)).toEqual([2]);
    expect(counts.warnings).toBeGreaterThan(0);
    await pc.call('import.commit', commit(id));
    const [mixed, atOnce] = (await page('rectItem')).rows.slice(-2);
    expect(mixed?.values).toMatchObject({ type: 'BY_DATE', dueAt: '2026-12-31' });
    expect(atOnce?.values).toMatchObject({ type: 'IMMEDIATE' });
  });

  it('whose items are not merged but written out in every row is read as one item with its measures', async () => {
    const head = ['具体问题', '整改措施', '责任领导', '责任人'];
    const measures = ['1.约谈', '2.退款', '3.建章'].map((each) => ['公车私用的问题', each, '刘芳', '张芳']);
    const { id, counts } = await check(workbook([head, ...measures]));
    expect(counts).toMatchObject({ new: 1, duplicate: 2, update: 2 });
    expect(await pc.call('import.commit', commit(id))).toMatchObject({ imported: 1, updated: 2 });
    expect((await page('rectItem')).rows.at(-1)?.values).toMatchObject({ measureCount: 3 });
  });
});

it('leaves 序号 out again where the office chose that for the sheet before', async () => {
  const choose = async () => {
    const open = { job: jobId(), register: 'rectItem' as const, whole: plan, file: fileToken };
    const opened = await pc.call('import.open', open, { [fileToken]: fixture });
    const wanted = { job: jobId(), import: opened.import, sheet: '整改台账', headerRows: null };
    return { id: opened.import, ...(await pc.call('import.sheet', wanted)) };
  };
  const { id, columns, year: contextYear } = await choose();
  const mapping = columns.map(({ index, heading, target }) => ({
    index,
    target: heading === '序号' ? 'serial#' : target,
  }));
  await pc.call('import.check', { job: jobId(), import: id, mapping, contextYear });
  const again = await choose();
  expect(again.columns[0]).toMatchObject({ heading: '序号', target: 'serial#', confidence: 'remembered' });
}, 60_000);

it('asks about more items than the document of an approved plan states, and not about as many', async () => {
  const head = ['具体问题', '整改措施', '责任领导', '责任人'];
  const rows = ['差旅费超标准报销的问题', '考勤制度不落实的问题'].map((each) => [
    each,
    '1.约谈',
    '刘芳',
    '张芳',
  ]);
  const held = Number((await pc.call('records.get', { register: 'rectPlan', id: plan })).values['itemCount']);
  const approved = (stated: number, approvedAt: string | null) =>
    inVaultOf(pc, 'rect', (vault) =>
      vault.transact((tx) =>
        tx.run('UPDATE rectPlan SET statedCount = ?, planApprovedAt = ? WHERE id = ?', [
          stated,
          approvedAt,
          plan,
        ]),
      ),
    );
  const doubts = async () => {
    await pc.signIn('rect');
    return (await check(workbook([head, ...rows]))).doubts.join();
  };
  await approved(held + 1, '2026-04-10');
  expect(await doubts()).toContain(`台账中已有${held}个。再增加2个事项，台账、整改情况报告`);
  await approved(held + 2, '2026-04-10');
  expect(await doubts()).toBe('');
  await approved(held + 1, null);
  expect(await doubts()).toBe('');
}, 60_000);
