import { describe, expect, it } from 'vitest';
import { checkSheet } from '../../../main/registers/spreadsheet/consistency.ts';
import { detectLayout } from '../../../main/registers/spreadsheet/header-detection.ts';
import { countKinds, importSheet, mappedTo, rowsAccountedFor, targets, testSheet } from './support.ts';

const head = ['序号', '来信时间', '信访形式', '举报人', '被举报人', '单位及职务', '反映问题', '处理意见'];
const letter = (serial: number | string): (string | number)[] => [
  serial,
  '2026.4.3',
  '来信',
  '匿名',
  '李某某',
  '县某局副局长',
  '反映李某某违规发放津贴补贴。',
  '转办',
];

function kinds(rows: readonly (readonly (string | number | null)[])[], merges: readonly string[] = []) {
  const sheet = testSheet(rows, { merges });
  const layout = detectLayout(sheet, targets);
  expect(rowsAccountedFor(sheet, layout)).toBe(true);
  return layout.verdicts.map(({ row, kind }) => `${row} ${kind}`);
}

describe('headings', () => {
  it('are found below titles, blank rows and lines of the form', () => {
    const filler = Array.from({ length: 25 }, () => ['']);
    const rows = [
      ['附件2'],
      ['某县信访件登记表'],
      ...filler,
      ['单位：件', '', '', '', '', '填报日期：2026年5月8日'],
      head,
      letter(1),
    ];
    const sheet = testSheet(rows, { merges: ['A2:H2'] });
    const layout = detectLayout(sheet, targets);
    expect(layout.heading).toEqual({ from: 29, to: 29 });
    expect(layout.unit).toBe('件');
    expect(layout.year).toBe(2026);
    expect(layout.dataRows).toEqual([30]);
  });

  it('of three levels are joined from the top down', () => {
    const sheet = testSheet(
      [
        ['信访件登记台账'],
        ['序号', '来件情况', '', '人员情况', '', '', '', '反映的主要问题'],
        ['', '收件日期', '信访方式', '反映人', '', '被反映人', '', ''],
        ['', '', '', '姓名', '电话', '姓名', '职务', ''],
        [1, '2026.4.3', '来信', '张三', '13800138000', '李四', '局长', '反映李四收受礼金。'],
      ],
      { merges: ['A1:H1', 'A2:A4', 'B2:C2', 'D2:G2', 'B3:B4', 'C3:C4', 'D3:E3', 'F3:G3', 'H2:H4'] },
    );
    const layout = detectLayout(sheet, targets);
    expect(layout.heading).toEqual({ from: 2, to: 4 });
    expect(layout.columns.map((column) => column.text)).toEqual([
      '序号',
      '来件情况/收件日期',
      '来件情况/信访方式',
      '人员情况/反映人/姓名',
      '人员情况/反映人/电话',
      '人员情况/被反映人/姓名',
      '人员情况/被反映人/职务',
      '反映的主要问题',
    ]);
  });

  it('of two levels are understood even where a program dropped the merges', async () => {
    const imported = await importSheet(
      testSheet([
        ['序号', '收件日期', '信访方式', '反映人', '', '被反映人', '', '', '主要内容'],
        ['', '', '', '姓名', '联系方式', '姓名', '单位', '职务', ''],
        [1, '20260403', '来访', '张三', '13800138000', '李四', '县某局', '局长', '反映李四收受礼金。'],
      ]),
    );
    expect(imported.layout.heading).toEqual({ from: 1, to: 2 });
    expect(Object.values(mappedTo(imported))).toEqual([
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

  it('with line breaks, blanks, remarks and full-width signs are read as one word', async () => {
    const imported = await importSheet(
      testSheet([
        ['序 号', '收 件\n日 期', '信访方式\n（必填）', '反映的\n主要问题*', '备　注'],
        [1, '2026.4.3', '来信', '反映某某收受礼金。', ''],
      ]),
    );
    expect(Object.values(mappedTo(imported))).toEqual([
      '#serial',
      'receivedAt',
      'channel',
      'summary',
      'remark',
    ]);
  });

  it('may start in any column and stand under a title that covers only some of them', () => {
    const sheet = testSheet(
      [
        [],
        ['', '', '某县信访台账', '', '', '', '填表时间：2026.5.8'],
        ['', '', '序号', '收件日期', '信访方式', '反映的主要问题', '备注'],
        ['', '', 1, '2026.3.4', '来信', '反映某某收受礼金。'],
        ['', '', '', '以下空白'],
        ['', '', '第1页 共1页'],
      ],
      { merges: ['C2:E2'] },
    );
    const layout = detectLayout(sheet, targets);
    expect(layout.heading).toEqual({ from: 3, to: 3 });
    expect(layout.serialColumn).toBe(2);
    expect(layout.verdicts.map((verdict) => verdict.kind)).toEqual([
      'blank',
      'unitLine',
      'heading',
      'data',
      'note',
      'note',
    ]);
  });

  it('are not seen where there are none', () => {
    const layout = detectLayout(
      testSheet([['本表含工作秘密,严禁外传'], ['请各单位认真填写', '联系人：某某']]),
      targets,
    );
    expect(layout.heading).toBeUndefined();
    expect(layout.verdicts.map((verdict) => verdict.kind)).toEqual(['unrecognised', 'unrecognised']);
  });

  it('can be set by the clerk, and rows judged by hand', () => {
    const sheet = testSheet([
      ['甲', '乙'],
      ['1', '2'],
      ['3', '4'],
    ]);
    const layout = detectLayout(sheet, targets, {
      heading: { from: 1, to: 1 },
      kindsByRow: new Map([[3, 'note']]),
    });
    expect(layout.dataRows).toEqual([2]);
    expect(layout.verdicts[2]).toMatchObject({ row: 3, kind: 'note', reason: '由您指定。' });
  });
});

describe('rows that are no letters', () => {
  it('such as totals, subtotals and signatures are told apart wherever they stand', () => {
    expect(
      kinds([
        head,
        ['合计', '', '2件'],
        letter(1),
        ['小计', '', '', '1'],
        ['填表人：某某', '', '审核人：', '', '填报日期：2026.5.8'],
        letter(2),
        ['总  计', 2],
        ['共2件'],
        ['单位负责人（签字）：', '', '', '填表人：'],
        ['2026年5月8日'],
        ['注：本表一式两份。'],
      ]),
    ).toEqual([
      '1 heading',
      '2 total',
      '3 data',
      '4 total',
      '5 signature',
      '6 data',
      '7 total',
      '8 total',
      '9 signature',
      '10 signature',
      '11 note',
    ]);
  });

  it('such as column numbers, examples, sections, repeated headings and prenumbered lines', () => {
    expect(
      kinds(
        [
          ['信访件登记表'],
          head,
          [1, 2, 3, 4, 5, 6, 7, 8],
          ['示例', ...letter(1).slice(1)],
          ['一、来信类'],
          letter(1),
          ['信访件登记表'],
          head,
          letter(2),
          [3],
          ['４'],
        ],
        ['A1:H1', 'A5:H5'],
      ),
    ).toEqual([
      '1 title',
      '2 heading',
      '3 columnNumbers',
      '4 example',
      '5 section',
      '6 data',
      '7 title',
      '8 repeatedHeading',
      '9 data',
      '10 blank',
      '11 blank',
    ]);
  });

  it('never include what goes on with the last record as rows did with the ones before', () => {
    const group = (name: string, target: string) => ['', name, '本级编组', target];
    const more = (target: string) => ['', '', '', target];
    const rows = [
      ['序号', '来信时间', '信访形式', '反映问题'],
      group('2026.4.3', '甲局'),
      more('乙局'),
      group('2026.4.4', '丙局'),
      more('丁局'),
      more('戊局'),
      ['某某县委巡察办'],
    ];
    expect(kinds(rows).slice(-5)).toEqual(['3 data', '4 data', '5 data', '6 data', '7 note']);
  });

  it('never include a letter that lacks most of its cells', () => {
    expect(
      kinds([head, letter(1), [2, '', '', '', '', '', '反映某某收受礼金。'], ['', '2026.4.5'], letter(4)]),
    ).toEqual(['1 heading', '2 data', '3 data', '4 data', '5 data']);
  });

  it('do not swallow a letter whose text begins like a total or a note', () => {
    const odd = letter(2);
    odd[6] = '合计虚报30万元；备注：见附件。';
    expect(kinds([head, letter(1), odd])).toEqual(['1 heading', '2 data', '3 data']);
  });
});

describe('doubts about the sheet as a whole', () => {
  const warnings = (
    rows: readonly (readonly (string | number | null)[])[],
    hiddenRows: readonly number[] = [],
  ) => {
    const sheet = testSheet(rows, { hiddenRows });
    const layout = detectLayout(sheet, targets);
    return checkSheet(
      sheet,
      layout,
      layout.dataRows.map((row) => [row]),
      '件',
    ).map((warning) => warning.message);
  };

  it('name a total that differs from the rows read', () => {
    expect(warnings([head, letter(1), letter(2), ['合计', '', '3件']])).toEqual([
      '合计与明细不符：第 4 行写明合计 3 件，明细为 2 件，相差 1 件，请核对是否缺行。',
    ]);
    expect(warnings([['共３件'], head, letter(1)])).toEqual([
      '合计与明细不符：第 1 行写明共 3 件，明细为 1 件，相差 2 件，请核对是否缺行。',
    ]);
    expect(warnings([head, letter(1), letter(2), ['合计：2件']])).toEqual([]);
  });

  it('name missing and repeated serial numbers and hidden rows', () => {
    expect(warnings([head, letter(1), letter(2), letter(2), letter(5)], [2])).toEqual([
      '序号 2 重复出现，请核对。',
      '序号缺 3、4，请核对是否缺行。',
      '有 1 行在表格中被隐藏或筛去，将一并导入。',
    ]);
  });

  it('leave hidden rows out when the clerk says so, still accounting for them', () => {
    const sheet = testSheet([head, letter(1), letter(2)], { hiddenRows: [3] });
    const layout = detectLayout(sheet, targets, { skipHiddenRows: true });
    expect(countKinds(layout)).toEqual({ heading: 1, data: 1, hidden: 1 });
  });
});
