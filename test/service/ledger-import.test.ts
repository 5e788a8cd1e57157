/** The ledger of a county bureau, as clerks keep it, becomes items with their measures under one plan. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestPcs, fileToken, foundTestOffice, jobId, type TestPc } from '../support/office.ts';
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
      ['序号', 'serial#'],
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
    expect(checked.counts).toMatchObject({ new: 28, refused: 0, duplicate: 0 });
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
    for (const { values } of stated) expect(values).toMatchObject({ status: 'NOT_STARTED' });
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
});
