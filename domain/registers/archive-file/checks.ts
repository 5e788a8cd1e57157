/** Rules over a whole volume, checked at every save. */
import type { GuardContext, RecordCheck } from '../../register.ts';
import { sumOf, totalsCheck, type StatedTotal } from '../../stated-total.ts';
import { refuseDisorder } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';

/** The cover's numbers beside the list of contents; nothing is compared before the first document is listed. */
export function contentTotals({
  values,
  children,
}: Pick<GuardContext, 'values' | 'children'>): readonly StatedTotal[] {
  const documents = children['documents'] ?? [];
  if (documents.length === 0) return [];
  return [
    {
      cell: 'itemsStated',
      label: '本卷件数',
      stated: values['itemsStated'],
      counted: documents.length,
      unit: '件',
    },
    {
      cell: 'pagesStated',
      label: '本卷页数',
      stated: values['pagesStated'],
      counted: sumOf(documents, 'pages'),
      unit: '页',
    },
  ];
}

export const archiveFileChecks: readonly RecordCheck[] = [
  secrecyCheck,
  totalsCheck('warning', contentTotals),
  {
    key: 'datesInOrder',
    severity: 'error',
    check: ({ values, today }) =>
      refuseDisorder(values, today, 'from', '文件起始日期', 'to', '文件终止日期') ??
      refuseDisorder(values, today, 'compiledAt', '立卷日期', 'checkedAt', '检查日期'),
  },
];
