/** Rules over a whole record of 审计材料, checked at every save. */
import type { RecordCheck } from '../../register.ts';
import { sumOf, totalsCheck } from '../../stated-total.ts';
import { refuseDisorder } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';

export const auditMaterialChecks: readonly RecordCheck[] = [
  secrecyCheck,
  {
    key: 'datesInOrder',
    severity: 'error',
    check: ({ values, today }) =>
      refuseDisorder(values, today, 'requestedAt', '调阅日期', 'receivedAt', '收到日期') ??
      refuseDisorder(values, today, 'receivedAt', '收到日期', 'returnedAt', '归还日期'),
  },
  // Only once issues are being taken down: before that, the report's figures stand alone.
  totalsCheck('warning', ({ values, children }) =>
    (children['issues']?.length ?? 0) === 0
      ? []
      : [
          {
            cell: 'issuesStated',
            label: '报告列明问题数',
            stated: values['issuesStated'],
            counted: children['issues']?.length ?? 0,
            unit: '个',
          },
          {
            cell: 'amountStated',
            label: '报告列明金额',
            stated: values['amountStated'],
            counted: sumOf(children['issues'], 'amount'),
            unit: '分',
          },
        ],
  ),
];
