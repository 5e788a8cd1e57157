import { describe, expect, it } from 'vitest';
import { fundComparison } from '../../../domain/registers/fund-comparison/fund-comparison.ts';
import {
  mappingSignature,
  missingColumns,
  proposeColumns,
  rememberMapping,
  sureConfidence,
} from '../../../main/registers/spreadsheet/column-mapping.ts';
import { detectLayout } from '../../../main/registers/spreadsheet/header-detection.ts';
import { importTargets } from '../../../main/registers/spreadsheet/targets.ts';
import { codes, importSheet, mappedTo, petition, targets, testSheet, today } from './support.ts';

const rowsOf = (headings: readonly string[], ...data: (string | number)[][]) =>
  testSheet([headings, ...data]);

async function fates(
  headings: readonly string[],
  ...data: (string | number)[][]
): Promise<readonly string[]> {
  return Object.values(mappedTo(await importSheet(rowsOf(headings, ...data))));
}

describe('columns', () => {
  it('are recognised by what other offices call them, in any order', async () => {
    expect(
      await fates(
        [
          '备注',
          '举报内容',
          '被举报人职务',
          '被举报人单位',
          '被举报人姓名',
          '举报人电话',
          '举报人姓名',
          '是否署名',
          '渠道',
          '收信日期',
          '序号',
        ],
        [
          '',
          '反映某某收受礼金。',
          '局长',
          '县某局',
          '李四',
          '13800138000',
          '张三',
          '是',
          '网上',
          '2026/4/3',
          1,
        ],
      ),
    ).toEqual([
      'remark',
      'summary',
      'accused.post',
      'accused.unit',
      'accused.name',
      'petitioners.phone',
      'petitioners.name',
      'isRealName',
      'channel',
      'receivedAt',
      '#serial',
    ]);
  });

  it('named only 单位 or 职务 belong to the person to their left', async () => {
    expect(
      await fates(
        ['序号', '日期', '来源方式', '信访人', '电话', '被反映人', '单位', '职务', '内容摘要'],
        [1, '2026.4.3', '来信', '张三', '13800138000', '李四', '县某局', '局长', '反映李四收受礼金。'],
      ),
    ).toEqual([
      '#serial',
      'receivedAt',
      'channel',
      'petitioners.name',
      'petitioners.phone',
      'accused.name',
      'accused.unit',
      'accused.post',
      'summary',
    ]);
  });

  it('that could mean where a letter came from or where it went go by their place in the sheet', async () => {
    const came = await fates(
      ['序号', '收件日期', '转办单位', '转办日期', '信访方式', '反映的主要问题', '拟办意见', '领导批示'],
      [1, '2026.4.3', '市委巡察办', '2026.4.1', '上级转办', '反映某某收受礼金。', '自办', '同意'],
    );
    expect(came.slice(2, 4)).toEqual(['sourceUnitName', 'transferDate']);
    const went = await fates(
      ['序号', '收件日期', '信访方式', '反映的主要问题', '拟办意见', '领导批示', '转办单位', '转办日期'],
      [1, '2026.4.3', '来信', '反映某某收受礼金。', '转办', '同意', '县纪委监委', '2026.4.9'],
    );
    expect(went.slice(6)).toEqual(['toOrg', 'sentAt']);
  });

  it('without a telling heading are guessed from their data, and marked as doubtful', async () => {
    const imported = await importSheet(
      testSheet([
        ['序号', 'A栏', 'B栏', '反映人', '反映的主要问题'],
        ...[1, 2, 3, 4].map((serial) => [serial, `2026.4.${serial}`, '来信', '匿名', '反映某某收受礼金。']),
      ]),
    );
    expect(mappedTo(imported)).toMatchObject({ B: 'receivedAt', C: 'channel' });
    expect(imported.proposals[1]?.confidence).toBeLessThan(sureConfidence);
    expect(imported.proposals[1]?.reason).toContain('请确认');
  });

  it('whose data contradict the heading lose confidence', async () => {
    const imported = await importSheet(
      testSheet([
        ['序号', '收件日期', '信访方式', '反映的主要问题'],
        ...[1, 2, 3].map((serial) => [serial, '县某局', '来信', '反映某某收受礼金。']),
      ]),
    );
    expect(imported.proposals[1]?.confidence ?? 1).toBeLessThan(sureConfidence);
  });

  it('without any place go to 备注 and not into nothing; blank ones are left out', async () => {
    const imported = await importSheet(
      rowsOf(
        ['序号', '收件日期', '信访方式', '反映的主要问题', '档案盒颜色', '空栏'],
        [1, '2026.4.3', '来信', '反映某某收受礼金。', '红色', ''],
      ),
    );
    expect(mappedTo(imported)).toMatchObject({ E: '#remark', F: '#ignore' });
    expect(imported.records[0]?.values['remark']).toBe('档案盒颜色：红色');
  });

  it('that nobody fills in are named when they are required', () => {
    expect(missingColumns(petition, ['receivedAt', '#serial'])).toEqual(['信访方式', '反映的主要问题']);
    expect(missingColumns(petition, ['receivedAt', 'summary'], { channel: 'LETTER' })).toEqual([]);
  });
});

describe('a remembered mapping', () => {
  const headings = ['序号', '收件日期', '信访方式', '反映的主要问题', '姓名', '姓名'];
  const data = [1, '2026.4.3', '来信', '反映某某收受礼金。', '张三', '李四'];
  const layoutOf = (order: readonly number[]) => {
    const sheet = rowsOf(
      order.map((index) => headings[index] ?? ''),
      order.map((index) => data[index] ?? ''),
    );
    return { sheet, layout: detectLayout(sheet, targets) };
  };

  it('is found again by the same headings in another order', () => {
    const first = layoutOf([0, 1, 2, 3, 4, 5]);
    const moved = layoutOf([0, 3, 2, 1, 4, 5]);
    const other = layoutOf([0, 1, 2, 3, 4]);
    expect(mappingSignature('petition', moved.layout)).toBe(mappingSignature('petition', first.layout));
    expect(mappingSignature('petition', other.layout)).not.toBe(mappingSignature('petition', first.layout));
  });

  it('decides over the proposal, equal headings by their order', () => {
    const { layout } = layoutOf([0, 1, 2, 3, 4, 5]);
    const remembered = rememberMapping(
      layout,
      new Map([
        [3, 'remark'],
        [4, 'accused.name'],
        [5, 'petitioners.name'],
      ]),
    );
    const moved = layoutOf([0, 3, 2, 1, 4, 5]);
    const proposals = proposeColumns({ register: petition, targets, codes, today, remembered, ...moved });
    expect(proposals.map((proposal) => proposal.fate)).toEqual([
      '#serial',
      'remark',
      'channel',
      'receivedAt',
      'accused.name',
      'petitioners.name',
    ]);
  });

  it('that names a field which is gone is ignored', () => {
    const { sheet, layout } = layoutOf([0, 1, 2, 3]);
    const remembered = { 收件日期: 'vanished' };
    const proposals = proposeColumns({
      register: petition,
      targets,
      sheet,
      layout,
      codes,
      today,
      remembered,
    });
    expect(proposals[1]?.fate).toBe('receivedAt');
  });
});

it('columns that hold name, unit and post in one are parted, with a notice', async () => {
  const { records } = await importSheet(
    testSheet([
      ['序号', '受理日期', '受理方式', '反映人（单位、职务）', '被反映人（单位及职务）', '反映问题'],
      [1, '2026.3.4', '来电', '王小明，退休职工', '李四（县民政局局长）', '反映李四收受礼金。'],
    ]),
  );
  expect(records[0]?.children).toMatchObject({
    petitioners: [{ name: '王小明', post: '退休职工' }],
    accused: [{ name: '李四', post: '县民政局局长' }],
  });
  expect(records[0]?.problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining(['accused.name']),
  );
});

describe('the numbers of a list that left from here', () => {
  const headings = ['编号', '来文号', '收件日期', '反映的主要问题'];
  const rowWith = (no: string): string[] => [no, '转〔2026〕1号', '2026.4.3', '反映李四收受礼金。'];

  it('are left out with the reason, and no other column is taken for them', async () => {
    const sheet = rowsOf(headings, rowWith('XF330824-2026-00001'), rowWith('XF330824-2026-00002'));
    const { proposals } = await importSheet(sheet);
    const [number, document] = proposals;
    expect(number).toMatchObject({ fate: '#ignore', confidence: 1 });
    expect(number?.reason).toContain('本软件编定的编号');
    expect(document?.fate).toBe('incomingDocNo');
  });

  it('are left out though the office once had another column of that heading imported', () => {
    const sheet = rowsOf(headings.toSpliced(1, 1), rowWith('XF330824-2026-00001').toSpliced(1, 1));
    const layout = detectLayout(sheet, targets);
    const chosen = new Map([0, 1, 2].map((at) => [at, ['incomingDocNo', 'receivedAt', 'summary'][at] ?? '']));
    const input = { register: petition, targets, sheet, layout, codes, today };
    const remembered = rememberMapping(layout, chosen);
    const fates = proposeColumns({ ...input, remembered }).map(({ fate }) => fate);
    expect(fates).toEqual(['#ignore', 'receivedAt', 'summary']);
  });

  it('are told by how the office numbers; numbers a clerk wrote himself are looked at as before', async () => {
    const others = rowsOf(headings.toSpliced(1, 1), ['2026-15', '2026.4.3', '反映李四收受礼金。']);
    expect((await importSheet(others)).proposals[0]?.fate).not.toBe('#ignore');
    const sheet = rowsOf(headings, rowWith('信2026年0007'));
    const layout = detectLayout(sheet, targets);
    const input = { register: petition, targets, sheet, layout, codes, today };
    expect(proposeColumns(input)[0]?.fate).not.toBe('#ignore');
    expect(proposeColumns({ ...input, numbering: '信{year}年{seq:4}' })[0]?.fate).toBe('#ignore');
  });
});

describe('what the application worked out itself in a list that left from here', () => {
  const headings = ['项目名称', '比对日期', '状态', '上级给多少', '被巡察单位支多少', '落地率', '录入时间'];
  const row = ['危房改造', '2026-04-17', '编制中', 1_000_000, 920_000, '30.00%', '2026-04-18 09:00:00'];
  const exported: readonly (readonly (string | number)[])[] = [
    ['三数比对'],
    ['导出单位：某某县委巡察办    导出人：李主任    导出时间：2026-04-18 09:00    单位：项'],
    headings,
    row,
    row.with(0, '产业扶持'),
    row.with(0, '道路硬化'),
  ];

  it('is left out with the reason, and no total stands for the number of a paper', async () => {
    const { proposals, records } = await importSheet(testSheet(exported), { register: fundComparison });
    expect(proposals.map(({ fate }) => fate)).toEqual([
      ...['project', 'comparedAt', '#ignore', '#ignore', '#ignore', '#ignore', '#ignore'],
    ]);
    expect(proposals[3]?.reason).toContain('由本软件计算');
    expect(records[0]?.values['remark']).toBeUndefined();
  });

  it.each(['SS330824', 'SS'])('is told by our own numbers too, of now and before (%s)', (letters) => {
    const sheet = testSheet(
      exported.slice(2).map((each, at) => [at === 0 ? '编号' : `${letters}-2026-000${at}`, ...each]),
    );
    const targets = importTargets(fundComparison);
    const layout = detectLayout(sheet, targets);
    const input = { register: fundComparison, targets, sheet, layout, codes, today };
    const remembered = rememberMapping(layout, new Map(headings.map((_, at) => [at + 1, '#remark'])));
    const fates = proposeColumns({ ...input, remembered }).map(({ fate }) => fate);
    expect(fates.slice(3)).toEqual(['#ignore', '#ignore', '#ignore', '#ignore', '#ignore']);
  });

  it('goes into the remark as before where the sheet is another office’s, and tells that a letter is finished', async () => {
    const foreign = await importSheet(testSheet(exported.slice(2)), { register: fundComparison });
    expect(foreign.proposals[2]?.fate).toBe('#remark');
    const letters = testSheet([
      ['编号', '收件日期', '信访方式', '反映的主要问题', '状态'],
      ['XF330824-2026-00001', '2026.4.3', '来信', '反映李四收受礼金。', '已办结'],
    ]);
    expect((await importSheet(letters)).proposals[4]?.fate).toBe('#remark');
  });
});
