import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import {
  parseClerkBoolean,
  parseClerkDate,
  parseClerkInteger,
  parseClerkMoney,
} from '../../../domain/text/clerk-values.ts';

describe('dates as clerks write them', () => {
  it.each([
    ['2026.4.3', '2026-04-03'],
    ['2026-03-09', '2026-03-09'],
    ['2026/3/8', '2026-03-08'],
    ['2026年4月13日', '2026-04-13'],
    ['20260403', '2026-04-03'],
    ['２０２６.３.１５', '2026-03-15'],
    ['2026年4月3号', '2026-04-03'],
    [' 2026-04-03 08:30:00', '2026-04-03'],
    [20260403, '2026-04-03'],
    [46115, '2026-04-03'],
    ['46115', '2026-04-03'],
    [new Date(Date.UTC(2026, 2, 23)), '2026-03-23'],
    ['2024.2.29', '2024-02-29'],
    ['2026年4月3日上午', '2026-04-03'],
    ['2026.4.3下午3点', '2026-04-03'],
    ['2026-04-03T00:00:00', '2026-04-03'],
    ['2026年4月3日（星期五）', '2026-04-03'],
    ["'2026-4-3", '2026-04-03'],
    ['2026，4，3', '2026-04-03'],
    ['2026 4 13', '2026-04-13'],
    ['二〇二六年四月三日', '2026-04-03'],
    ['2026年十二月二十三日', '2026-12-23'],
    ['二〇二六年十月十日', '2026-10-10'],
  ])('reads %s', (input, value) => {
    expect(parseClerkDate(input)).toEqual({ ok: true, value });
  });

  it.each([
    ['4月3日', '缺少年份'],
    ['4月31日', '4月没有31日'],
    ['26.4.3', '四位'],
    ['2026.13.2', '没有13月'],
    ['2026年4月31日', '没有31日'],
    ['2026.2.29', '没有29日'],
    ['2026年6月底', '缺少日'],
    ['已完成', '不是日期'],
    ['', '不是日期'],
    [3, '不是日期'],
    [new Date(Number.NaN), '不是日期'],
  ])('refuses %s with a hint', (input, hint) => {
    const parsed = parseClerkDate(input);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.hint).toContain(hint);
  });

  it('reads a date without year in the year of the ledger and says so', () => {
    expect(parseClerkDate('4月3日', { year: 2026 })).toEqual({
      ok: true,
      value: '2026-04-03',
      note: '原文没有年份，按2026年理解。',
    });
    expect(parseClerkDate('4月31日', { year: 2026 }).ok).toBe(false);
  });

  it('reads two figures of a year only near the year of the ledger, and says so', () => {
    expect(parseClerkDate('26.4.3', { year: 2026 })).toEqual({
      ok: true,
      value: '2026-04-03',
      note: '年份只写了两位，按2026年理解。',
    });
    expect(parseClerkDate('12.4.26', { year: 2026 }).ok).toBe(false);
  });

  it('reads back every date in every way of writing', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.nat(4), (date, way) => {
        const iso = date.toISOString().slice(0, 10);
        const [year = '', month = '', of = ''] = iso.split('-');
        const plain = [Number(month), Number(of)];
        const text = [
          iso,
          `${year}.${plain.join('.')}`,
          `${year}年${plain[0]}月${plain[1]}日`,
          year + month + of,
          `${year}/${plain.join('/')}`,
        ][way];
        expect(parseClerkDate(text ?? '')).toEqual({ ok: true, value: iso });
      }),
    );
  });
});

describe('numbers, money and yes or no', () => {
  it.each([
    ['2.39万元', 2_390_000],
    ['3150元', 315_000],
    ['1.03万', 1_030_000],
    ['￥1,234.5', 123_450],
    ['3842万元', 3_842_000_000],
    ['4.5亿元', 45_000_000_000],
    ['0.1', 10],
    [1385, 138_500],
  ])('%s is %d 分', (input, value) => {
    expect(parseClerkMoney(input)).toEqual({ ok: true, value });
  });

  it.each(['约3万', '', '1.234元', '三千元', '1.2.3'])('refuses the amount %s', (input) => {
    expect(parseClerkMoney(input).ok).toBe(false);
  });

  it('reads whole numbers with counters and refuses the rest', () => {
    expect(parseClerkInteger('１２件')).toEqual({ ok: true, value: 12 });
    expect(parseClerkInteger('1,024')).toEqual({ ok: true, value: 1024 });
    expect(parseClerkInteger('12.0')).toEqual({ ok: true, value: 12 });
    expect(parseClerkInteger(12.5).ok).toBe(false);
    expect(parseClerkInteger('约20').ok).toBe(false);
  });

  it('understands 实名 and 匿名 as answers to 是否实名', () => {
    expect(parseClerkBoolean('实名')).toEqual({ ok: true, value: true });
    expect(parseClerkBoolean(' 否 ')).toEqual({ ok: true, value: false });
    expect(parseClerkBoolean('匿名')).toEqual({ ok: true, value: false });
    expect(parseClerkBoolean('待定').ok).toBe(false);
  });
});
