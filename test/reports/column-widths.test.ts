import { describe, expect, it } from 'vitest';
import { columnShares, settings, widthOf } from '../../main/reports/forms/column-widths.ts';
import { registerTable, type Column } from '../../main/reports/forms/form.ts';
import { statisticsForm } from '../../main/reports/forms/statistics.ts';
import { code, keep, lines, type Html } from '../../main/reports/html.ts';
import type { ComputedReport } from '../../main/reports/table.ts';
import { sampleContext } from './support/samples.ts';

const { small, dense } = settings;

/** In millimetres. */
function widths(...input: Parameters<typeof columnShares>): readonly number[] {
  const [, , { breadth }] = input;
  return columnShares(...input).map((share) => (share / 100) * breadth);
}

describe('the columns of a table', () => {
  it('are as wide as described where that is enough', () => {
    const columns = [
      { label: '序号', width: 1 },
      { label: '主要问题', width: 3, kind: 'text' },
    ];
    expect(columnShares(columns, [['1', '公车私用']], small)).toEqual([25, 75]);
    expect(columnShares(columns, [], small)).toEqual([25, 75]);
  });

  it.each<readonly [string, Html | string, string]>([
    ['a figure', '1234567.00', '1234567.00'],
    ['a piece of a number', code('XS339901-2026-00001'), 'XS339901-'],
    ['a day', lines('截至2026-04-30'), '2026-04-30'],
    ['a day with the bracket before it', lines('反弹重开（2026-12-12反弹）'), '（2026-12-12'],
    ['a day with the bracket after it', lines('（原2026-12-12）'), '2026-12-12）'],
    ['a name that is kept together', keep('欧阳建国等12人'), '欧阳建国等12人'],
    ['a figure with its unit', lines('共计1234件'), '1234件'],
  ])('are never narrower than %s', (_what, cell, word) => {
    const columns = [
      { label: '一', width: 1 },
      { label: '二', width: 99, kind: 'text' },
    ];
    const [narrow = 0, broad = 0] = widths(columns, [[cell, '']], small);
    expect(narrow).toBeGreaterThanOrEqual(widthOf(word, small.points) + small.padding - 0.001);
    expect(narrow + broad).toBeCloseTo(small.breadth);
  });

  it('give a long remark the room it needs, at the cost of the other open texts only', () => {
    const columns = [
      { label: '序号', width: 9 },
      { label: '主要问题', width: 74, kind: 'text' },
      { label: '备注', width: 18, kind: 'text' },
    ];
    const [number = 0, problem = 0, remark = 0] = widths(
      columns,
      [['1', '某'.repeat(60), '某'.repeat(300)]],
      small,
    );
    const [as = 0, , described = 0] = widths(columns, [['1', '', '']], small);
    expect(number).toBeCloseTo(as);
    expect(remark).toBeGreaterThan(1.8 * described);
    expect(problem).toBeGreaterThan(20);
  });

  it('share what there is when no width is enough for all', () => {
    const columns = Array.from({ length: 40 }, (_, at) => ({ label: String(at), width: 1 }));
    const shared = widths(columns, [columns.map(() => '123456.00')], dense);
    expect(shared.reduce((sum, width) => sum + width, 0)).toBeCloseTo(dense.breadth);
    expect(Math.min(...shared)).toBeGreaterThan(5);
  });
});

describe('a row that may go on overleaf', () => {
  const columns: readonly Column<string>[] = [
    { label: '序号', width: 1, cell: (_row, index) => String(index + 1) },
    { label: '编号', width: 2, cell: () => code('XS339901-2026-00001') },
    { label: '主要问题', width: 7, cell: (row) => row, kind: 'text' },
  ];
  const heads = (row: string): readonly string[] =>
    [...registerTable(columns, [row], 'small', 0).markup.matchAll(/<thead>(.*?)<\/thead>/gsu)].map(
      ([, head = '']) => head.replaceAll(/<[^>]*>|\s/gu, ''),
    );

  it('says on every page which row it is', () => {
    expect(heads('某'.repeat(3000))).toEqual(['序号编号主要问题', '1XS339901-2026-00001']);
  });

  it('needs no head of its own when it is short', () => {
    expect(heads('公车私用')).toEqual(['序号编号主要问题']);
  });
});

describe('a report', () => {
  const report = (labels: readonly string[], text: string): ComputedReport => {
    const cells = labels.map(() => ({ text, value: null, drill: null }));
    const row = { key: 'total', label: '合计', total: true, cells };
    const columns = labels.map((label, at) => ({ group: '', key: `c${at}`, label }));
    return {
      ...{ id: 'R-06', title: '情况统计表', unit: '件', period: '', columns, rows: [row] },
      ...{ rules: [], notes: [], checks: [] },
    } as unknown as ComputedReport;
  };
  const laid = (
    labels: readonly string[],
    text: string,
  ): { readonly type: string; readonly columns: readonly number[] } => {
    const { markup } = statisticsForm(sampleContext(), report(labels, text), '报送单位').body;
    const shares = [...markup.matchAll(/<col style="width:([\d.]+)%"/gu)].map(([, share]) => Number(share));
    return {
      type: /<table class="(\w+)"/u.exec(markup)?.[1] ?? '',
      columns: shares.slice(1).map((share) => share * 2.67),
    };
  };

  it('breaks no figure however many columns it has, and takes smaller type before it does', () => {
    for (const [count, setting] of [
      [6, settings.broad],
      [20, settings.small],
      [24, settings.dense],
    ] as const) {
      const { columns, type } = laid(
        Array.from({ length: count }, () => '及时率'),
        '16.67%',
      );
      expect(type).toBe(setting.type);
      for (const width of columns)
        expect(width).toBeGreaterThan(widthOf('16.67%', setting.points) + setting.padding);
    }
  });

  it('leaves no bracket of a heading alone on a line', () => {
    const { columns } = laid(
      Array.from({ length: 24 }, () => '发放（份）'),
      '0',
    );
    for (const width of columns) expect(width).toBeGreaterThan(widthOf('（份）', small.points));
    const { markup } = statisticsForm(sampleContext(), report(['发放（份）'], '0'), '报送单位').body;
    expect(markup).toMatch(/<div>发放<\/div>\s*<div>（份）<\/div>/u);
  });
});
