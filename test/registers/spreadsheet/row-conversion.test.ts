import { describe, expect, it } from 'vitest';
import { correctionKey, createRowConverter } from '../../../main/registers/spreadsheet/row-conversion.ts';
import { detectLayout } from '../../../main/registers/spreadsheet/header-detection.ts';
import { proposeColumns } from '../../../main/registers/spreadsheet/column-mapping.ts';
import { regionCode } from '../../../main/service/regions.ts';
import { convert, head, row, say } from './letters.ts';
import { codes, excelBytes, importSheet, openBytes, petition, targets, testSheet, today } from './support.ts';

describe('dates', () => {
  it.each([
    '2026.4.3',
    '2026-04-03',
    '2026/4/3',
    '2026年4月3日',
    '20260403',
    '２０２６.４.３',
    '２０２６年４月３日',
    ' 2026 . 4 . 3 ',
    '2026-04-03 14:05',
    '2026、4、3',
    '46115',
    46115,
    20260403,
  ])('written as %s are understood', async (date) => {
    const record = await convert({ date });
    expect(record.values['receivedAt']).toBe('2026-04-03');
    expect(record.problems).toEqual([]);
  });

  it.each([
    ['2026.13.2', '没有13月'],
    ['4月31日', '2026年4月没有31日'],
    ['06.4.3', '年份须写四位，请写成 2026.4.3 的样子'],
    ['2026年4月', '缺少日，请写成 2026.4.3 的样子'],
    ['不详', '“不详”不是日期，请写成 2026.4.3 的样子'],
  ])('written as %s are refused with a hint', async (date, message) => {
    const record = await convert({ date });
    expect(record.problems).toEqual([
      { row: 3, column: 1, path: 'receivedAt', severity: 'error', message, original: date },
    ]);
  });

  it('without a year take the year of the ledger, with a notice', async () => {
    const record = await convert({ date: '4月3日' });
    expect(record.values['receivedAt']).toBe('2026-04-03');
    expect(say(record.problems)).toEqual(['warning: 原文没有年份，按2026年理解']);
  });

  it('with two figures for the year take the century, with a notice, near the year of the ledger', async () => {
    const record = await convert({ date: '26.4.3' });
    expect(record.values['receivedAt']).toBe('2026-04-03');
    expect(say(record.problems)).toEqual(['warning: 年份只写了两位，按2026年理解']);
  });

  it('that lost a nought as numbers are refused, for 4.3 may have been 4.30', async () => {
    const record = await convert({ date: 4.3 });
    expect(record.values['receivedAt']).toBeUndefined();
    expect(say(record.problems)[0]).toMatch(/^error: “4.3”以数值保存/u);
    expect((await convert({ date: 4.15 })).values['receivedAt']).toBe('2026-04-15');
  });

  it('later than today raise a doubt', async () => {
    expect(say((await convert({ date: '2026.12.1' })).problems)[0]).toBe('warning: 日期 2026-12-01 晚于今天');
  });

  it('of date cells and bare serial numbers count from 1904 where the workbook does', async () => {
    const bytes = await excelBytes((sheet, book) => {
      book.properties.date1904 = true;
      sheet.addRow(head);
      sheet.addRow(row({ date: 46115 - 1462 }));
      sheet.addRow(row({}, 2));
      sheet.getCell('B3').value = new Date(Date.UTC(2026, 3, 3));
      sheet.getCell('B3').numFmt = 'm/d/yyyy';
    });
    const { records } = await importSheet(await (await openBytes(bytes)).readSheet(0));
    expect(records.map((record) => record.values['receivedAt'])).toEqual(['2026-04-03', '2026-04-03']);
  });
});

describe('codes', () => {
  it('are found by label, synonym and short form in any width', async () => {
    for (const [text, code] of [
      ['信', 'LETTER'],
      ['群众来访', 'VISIT'],
      [' 网 上 ', 'NETWORK'],
      ['上级转办', 'UPPER'],
    ]) {
      expect((await convert({ channel: text ?? '' })).values['channel']).toBe(code);
    }
  });

  it('that are not in the list are refused with what might have been meant', async () => {
    const { problems } = await convert({ channel: '来信来电' });
    expect(problems[0]).toMatchObject({
      column: 2,
      severity: 'error',
      message: '“来信来电”不在“信访方式”的可选项中',
    });
    expect(problems[0]?.candidates).toEqual(expect.arrayContaining(['来信', '来电']));
  });

  it('follow from a proposal that is nothing but a handling mode', async () => {
    expect((await convert({ proposal: '转办' })).values).toMatchObject({
      proposal: '转办',
      handling: 'FORWARD',
    });
    const free = await convert({ proposal: '建议转县纪委监委阅处。' });
    expect(free.values['handling']).toBeUndefined();
    expect(free.values['proposal']).toBe('建议转县纪委监委阅处。');
  });
});

describe('cells that cannot be taken over', () => {
  it('such as formula errors are refused at their place', async () => {
    const bytes = await excelBytes((sheet) => {
      sheet.addRow(head);
      sheet.addRow(row({}));
      sheet.getCell('C2').value = { formula: 'VLOOKUP(1,A:B,2)', result: { error: '#N/A' } };
      sheet.getCell('G2').value = { error: '#REF!' };
      sheet.getCell('J2').value = { formula: '"反映"&"李四"', result: '反映李四收受礼金。' };
    });
    const { records } = await importSheet(await (await openBytes(bytes)).readSheet(0));
    expect(say(records[0]?.problems ?? [])).toEqual([
      'error: 单元格是公式错误 #N/A，请改为具体内容',
      'error: 单元格是公式错误 #REF!，请改为具体内容',
    ]);
    expect(records[0]?.values['summary']).toBe('反映李四收受礼金。');
  });

  it('such as identity numbers kept as numbers are refused, for their last digits are lost', async () => {
    const sheet = testSheet([
      ['序号', '收件日期', '信访方式', '反映人', '身份证号', '反映的主要问题'],
      [1, '2026.4.3', '来信', '张三', 330800199001011200, '反映李四收受礼金。'],
      [2, '2026.4.3', '来信', '张三', '11010519491231002x', '反映李四收受礼金。'],
      [3, '2026.4.3', '来信', '张三', '110105194912310021', '反映李四收受礼金。'],
    ]);
    const { records } = await importSheet(sheet);
    expect(say(records[0]?.problems ?? [])[0]).toMatch(/^error: 身份证号以数值保存/);
    expect(records[1]?.children['petitioners']?.[0]?.['idNumber']).toBe('11010519491231002X');
    expect(say(records[2]?.problems ?? [])[0]).toBe('warning: 身份证号校验不符，请核对');
  });

  it('for lack of content in a required field are named, even for a column the sheet does not have', async () => {
    expect(say((await convert({ summary: '' })).problems)).toEqual([
      'error: “反映的主要问题”是必填项，没有填写',
    ]);
    const { records } = await importSheet(
      testSheet([
        ['序号', '收件日期', '反映的主要问题'],
        [1, '2026.4.3', '反映某某。'],
      ]),
    );
    expect(records[0]?.problems).toEqual([
      {
        row: 2,
        column: undefined,
        path: 'channel',
        severity: 'error',
        message: '“信访方式”是必填项，没有填写',
        original: '',
      },
    ]);
  });

  it('for their length are refused with both numbers', async () => {
    expect(say((await convert({ summary: '反'.repeat(501) })).problems)).toEqual([
      'error: 内容有 501 字，超过“反映的主要问题”的上限 500 字',
    ]);
  });
});

it('fills what the sheet does not give from the defaults the clerk chose', async () => {
  const sheet = testSheet([
    ['序号', '收件日期', '反映的主要问题'],
    [1, '2026.4.3', '反映某某。'],
  ]);
  const { records } = await importSheet(sheet, { defaults: { channel: 'BOX', roundId: '2026年第二轮' } });
  expect(records[0]).toMatchObject({ values: { channel: 'BOX', roundId: '2026年第二轮' }, problems: [] });
});

it('takes over nothing but the envelope of a sealed-direct letter', async () => {
  const sheet = testSheet([
    ['序号', '收件日期', '信访方式', '管辖', '反映人', '被反映人', '反映的主要问题'],
    [1, '2026.4.3', '来信', '上级管理干部', '张三', '李四', '反映李四收受礼金。'],
  ]);
  const [record] = (await importSheet(sheet)).records;
  expect(record?.values).toEqual({ receivedAt: '2026-04-03', jurisdiction: 'UPPER' });
  expect(record?.children).toEqual({});
  expect(say(record?.problems ?? [])).toEqual(['warning: 径送件只登记信封，其余内容不导入']);
  expect(JSON.stringify(record)).not.toContain('李四');
});

it('checks a single record again with the corrections of the clerk', () => {
  const sheet = testSheet([head, row({ date: '2026.13.2', channel: '信鸽' })]);
  const layout = detectLayout(sheet, targets);
  const proposals = proposeColumns({ register: petition, targets, sheet, layout, codes, today });
  const fates = new Map(proposals.map(({ column, fate }) => [column, fate]));
  const converter = createRowConverter(
    { register: petition, targets, sheet, layout, fates },
    { codes, today },
  );
  expect(converter.convert([2]).problems).toHaveLength(2);
  const corrected = converter.convert(
    [2],
    new Map([
      [correctionKey(2, 1), '2026.3.2'],
      [correctionKey(2, 2), '来信'],
    ]),
  );
  expect(corrected.problems).toEqual([]);
  expect(corrected.values['receivedAt']).toBe('2026-03-02');
});

describe('a division written as its code', () => {
  const convertPlace = async (place: string) => {
    const sheet = testSheet([['某县2026年信访登记表'], [...head, '问题属地'], [...row({}), place]]);
    const { records } = await importSheet(sheet, { findRegion: regionCode });
    return records[0];
  };

  it('is taken, of a town too, and asked about where the table does not know it', async () => {
    const known = await convertPlace('330824100');
    expect(known?.values['occurPlace']).toBe('330824100');
    expect(known?.problems).toEqual([]);
    const unknown = await convertPlace('999999');
    expect(unknown?.values['occurPlace']).toBe('999999');
    expect(say(unknown?.problems ?? [])).toEqual([
      'warning: “999999”不在行政区划代码表中，按原代码导入，请核对',
    ]);
  });
});

describe('the number of people of a letter', () => {
  it.each([
    [1, undefined],
    ['1人', undefined],
    ['1人次', undefined],
    [5, 5],
    ['5人次', 5],
  ])('written as %s is taken as ledgers mean it: one person signs with nobody', async (count, joint) => {
    const sheet = testSheet([['某县2026年信访登记表'], [...head, '人次'], [...row({}), count]]);
    const { records } = await importSheet(sheet);
    expect(records[0]?.values['jointCount'] ?? undefined).toBe(joint);
    expect(records[0]?.problems).toEqual([]);
  });
});
