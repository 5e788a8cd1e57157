/** Rules over a whole comparison, checked at every save (reference 3.13). */
import type { RecordCheck } from '../../register.ts';
import { totalsCheck } from '../../stated-total.ts';
import { refuseFuture } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { figuresOf, isNegative } from './figures.ts';
import { refuseDetained, tables } from './guards.ts';

export const fundChecks: readonly RecordCheck[] = [
  secrecyCheck,
  totalsCheck('error', ({ values, children }) => {
    const { allocated, paid, landed } = figuresOf(children);
    const total = (cell: string, label: string, counted: number) => ({
      cell,
      label,
      stated: values[cell],
      counted,
      unit: '分',
    });
    return [
      total('allocatedStated', '上级给合计', allocated),
      total('paidStated', '单位支合计', paid),
      total('landedStated', '实际落地合计', landed),
    ];
  }),
  {
    key: 'comparedToday',
    severity: 'error',
    check: ({ values, today }) => refuseFuture(values, today, 'comparedAt', '比对日期'),
  },
  {
    key: 'redFigures',
    severity: 'warning',
    check: ({ children }) => {
      const red = tables.flatMap(([key, label]) =>
        (children[key] ?? []).flatMap(({ values: { amount } }, index) =>
          typeof amount === 'number' && amount < 0 ? [`“${label}”第${index + 1}行`] : [],
        ),
      );
      if (red.length === 0) return undefined;
      return {
        type: 'RedFigures',
        what: `${red.join('、')}的金额是负数。`,
        why: '红字（负数）会冲减合计，差额和落地率随之改变；只有退回、冲销才会是负数。',
        next: '请核对金额；确属退回、冲销的，说明原因后保存。',
      };
    },
  },
  { key: 'detainedWithoutGap', severity: 'warning', check: refuseDetained },
  {
    key: 'negativeGap',
    severity: 'warning',
    check: ({ children }) => {
      const figures = figuresOf(children);
      if (!isNegative(figures)) return undefined;
      return {
        type: 'NegativeGap',
        what: figures.gap1 < 0 ? '支大于给。' : '落地大于支。',
        why: '支出多于下达、落地多于支出，可能是漏记了资金来源，也可能是虚列、调剂使用。',
        next: '请核对各行金额；确实如此的，说明原因后保存。',
      };
    },
  },
];
