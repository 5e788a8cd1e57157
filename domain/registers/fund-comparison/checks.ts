/** Rules over a whole comparison, checked at every save (reference 3.13). */
import type { RecordCheck } from '../../register.ts';
import { totalsCheck } from '../../stated-total.ts';
import { refuseFuture } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { figuresOf, isNegative } from './figures.ts';

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
