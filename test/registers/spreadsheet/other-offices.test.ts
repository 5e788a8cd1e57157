/** Habits of registers that offices keep each in its own way. */
import { describe, expect, it } from 'vitest';
import { detectLayout, rankSheets } from '../../../main/registers/spreadsheet/header-detection.ts';
import type { Values } from '../../../domain/register.ts';
import { convert, say } from './letters.ts';
import { importSheet, mappedTo, targets, testSheet } from './support.ts';

const head = ['收件日期', '信访方式', '反映人', '被反映人', '反映问题'];
type Letter = Readonly<Record<'way' | 'petitioner' | 'accused', string>>;
const letter = (part: Partial<Letter>): string[] => [
  '2026-04-08',
  part.way ?? '来信',
  part.petitioner ?? '张三',
  part.accused ?? '李四',
  '反映违规发放津贴补贴的问题。',
];

async function persons(part: Partial<Letter>, child: 'petitioners' | 'accused'): Promise<readonly Values[]> {
  const { records } = await importSheet(testSheet([head, letter(part)]));
  return records[0]?.children[child] ?? [];
}

describe('a name cell that holds more than a name', () => {
  it.each<readonly [string, readonly Values[]]>([
    ['张三 13900000000', [{ name: '张三', phone: '13900000000' }]],
    ['张三13900000000', [{ name: '张三', phone: '13900000000' }]],
    ['张三（13900000000）', [{ name: '张三', phone: '13900000000' }]],
    ['张三，电话：0570-3021234转801', [{ name: '张三', phone: '0570-3021234转801' }]],
    ['13900000000', [{ phone: '13900000000' }]],
    ['张三\n13900000000\n某村5组', [{ name: '张三', phone: '13900000000', address: '某村5组' }]],
    [
      '张三:13900000000、李四:13900000001',
      [
        { name: '张三', phone: '13900000000' },
        { name: '李四', phone: '13900000001' },
      ],
    ],
    ['张三（联名5人）', [{ name: '张三' }]],
    ['张三(实名)', [{ name: '张三' }]],
  ])('gives each petitioner of %j what is theirs', async (petitioner, expected) => {
    expect(await persons({ petitioner }, 'petitioners')).toEqual(expected);
  });

  it.each<readonly [string, Values]>([
    ['县民政局局长李四', { name: '李四', post: '县民政局局长' }],
    ['县民政局李四', { name: '李四', unit: '县民政局' }],
    ['某村支部书记钱七', { name: '钱七', post: '某村支部书记' }],
    ['县委书记', { name: '县委书记' }],
    ['县应急局安全科', { name: '县应急局安全科' }],
  ])('tells the accused of %s from the post, and invents nobody', async (accused, expected) => {
    expect(await persons({ accused }, 'accused')).toEqual([expected]);
  });

  it.each(['不详', '无', '/', '——', '未指明'])('makes nobody of %s', async (accused) => {
    expect(await persons({ accused }, 'accused')).toEqual([]);
  });
});

describe('同上', () => {
  it('stands for the cell above, down to the last of them', async () => {
    const { records } = await importSheet(
      testSheet([head, letter({ accused: '李四' }), letter({ accused: '同上' }), letter({ accused: '〃' })]),
    );
    expect(records.map(({ children }) => children['accused'])).toEqual(
      [1, 2, 3].map(() => [{ name: '李四' }]),
    );
    expect(say(records[2]?.problems ?? [])).toContain('warning: “同上”按第 2 行的内容导入');
  });
});

describe('a choice', () => {
  it.each([
    ['☑来信 □来访', 'LETTER'],
    ['来信（挂号）', 'LETTER'],
    ['12388', 'CALL'],
    ['微信', 'NETWORK'],
  ])('written as %s is understood', async (way, expected) => {
    const { records } = await importSheet(testSheet([head, letter({ way })]));
    expect(records[0]?.values['channel']).toBe(expected);
  });

  it('that is required and left out with a stroke is refused; one that is not required is left blank', async () => {
    const record = await convert({ real: '—', channel: '—' });
    expect(say(record.problems)).toContain('warning: “—”按未填导入');
    expect(record.values['isRealName']).toBe(false);
    expect(say(record.problems).some((text) => text.startsWith('error: “—”不在“信访方式”'))).toBe(true);
  });
});

describe('a letter that is to go on sealed', () => {
  const withRemark = (remark: string) =>
    importSheet(
      testSheet([
        [...head, '备注'],
        [...letter({}), remark],
      ]),
    ).then(({ records }) => records[0]);

  it('is kept out while the sheet holds its content beside the word 径送', async () => {
    expect(say((await withRemark('径送市纪委'))?.problems ?? []).join()).toContain('error: 写有“径送”');
    expect(say((await withRemark('非径送件'))?.problems ?? []).join()).not.toContain('径送');
  });

  it('comes in as its envelope when 径送 is how it was handled', async () => {
    const { records } = await importSheet(
      testSheet([
        [...head, '办理方式'],
        [...letter({}), '径送'],
      ]),
    );
    expect(records[0]?.values).toMatchObject({ sealedDirect: true, receivedAt: '2026-04-08' });
    expect(JSON.stringify(records)).not.toMatch(/津贴|李四|张三/u);
  });
});

describe('columns', () => {
  it('of 转办日期 under 办理情况 tell where the letter went', async () => {
    const sheet = testSheet([
      [...head, '转办日期', '转办单位'],
      [...letter({}), '2026-04-09', '县纪委'],
    ]);
    expect(mappedTo(await importSheet(sheet))).toMatchObject({ F: 'sentAt', G: 'toOrg' });
  });

  it('of 来源 that hold 来信 and 来电 are the way the letter came', async () => {
    const rows = ['来信', '来电', '网上', '巡察组移交', '邮寄'].map((way) => letter({ way }));
    const sheet = testSheet([head.map((text) => (text === '信访方式' ? '来源' : text)), ...rows]);
    expect(mappedTo(await importSheet(sheet))).toMatchObject({ B: 'channel' });
  });

  it('that only share a word with a field are no such field', async () => {
    const sheet = testSheet([
      [...head, '承办人', '时间'],
      [...letter({}), '王科员', '2026-04-09'],
    ]);
    expect(mappedTo(await importSheet(sheet))).toMatchObject({ F: '#remark', G: '#remark' });
  });

  it('about the petitioner that no field takes do not leak into 备注', async () => {
    const imported = await importSheet(
      testSheet([
        [...head, '反映人微信号'],
        [...letter({}), 'zhangsan-77'],
      ]),
    );
    expect(JSON.stringify(imported.records[0]?.values)).not.toContain('zhangsan-77');
  });
});

describe('a sheet', () => {
  it('with a second table whose columns stand otherwise takes no row of it for the first', async () => {
    const second = ['收件日期', '反映人', '被反映人', '反映问题', '信访方式'];
    const { layout, records } = await importSheet(
      testSheet([head, letter({}), second, ['2026-04-09', '王五', '赵六', '反映赵六的问题。', '来访']]),
    );
    expect(records).toHaveLength(1);
    expect(layout.verdicts.at(-1)).toMatchObject({ row: 4, kind: 'unrecognised' });
  });

  it('keeps the last person of a letter over several rows, who stands alone in the row', async () => {
    const rows = [head, letter({}), ['', '', '', '王五', '']];
    const { records } = await importSheet(testSheet(rows, { merges: ['A2:A3', 'B2:B3', 'E2:E3'] }));
    expect(records).toHaveLength(1);
    expect(records[0]?.children['accused']).toEqual([{ name: '李四' }, { name: '王五' }]);
  });

  it('with two telephones parted by a blank beside two names gives each person one', async () => {
    const rows = [
      [...head, '联系电话'],
      [...letter({ petitioner: '刘一 陈二' }), '13900000002 13900000003'],
    ];
    const { records } = await importSheet(testSheet(rows));
    expect(records[0]?.children['petitioners']).toEqual([
      { name: '刘一', phone: '13900000002' },
      { name: '陈二', phone: '13900000003' },
    ]);
  });
});

describe('a workbook', () => {
  it('opens on the register, not on statistics or instructions with more rows', () => {
    const sheets = [
      testSheet([
        ['填写项', '要求'],
        ['收件日期', '必填'],
        ['信访方式', '必填'],
        ['反映人', '选填'],
        ['被反映人', '选填'],
        ['反映问题', '必填'],
      ]),
      testSheet([
        ['方式', '件数'],
        ['来信', 2],
        ['来访', 0],
        ['来电', 1],
      ]),
      testSheet([head, letter({})]),
    ];
    const looks = sheets.map((sheet, index) => ({ index, sheet, layout: detectLayout(sheet, targets) }));
    expect(rankSheets(looks, targets)[0]).toBe(2);
  });

  it('that is a form for one letter is no table', () => {
    const form = testSheet([
      ['信访件登记表', null, null, null],
      ['收件日期', '2026.4.3', '信访方式', '来信'],
      ['反映人', '张三', '联系电话', '13900000000'],
      ['被反映人', '李四', '单位职务', '县民政局局长'],
      ['主要内容', '反映违规发放津贴补贴的问题。', null, null],
      ['领导批示', '同意', null, null],
    ]);
    expect(detectLayout(form, targets)).toMatchObject({ isForm: true, dataRows: [] });
  });
});
