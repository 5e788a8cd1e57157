import type { ReactElement } from 'react';
import { formatOverdue, formatTimeLeft } from '../../../domain/calendar/time-left.ts';
import type { Register } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { formatInstant } from '../../shared/format.ts';
import type { Column } from '../columns.ts';
import { textOf, type Labels } from '../labels.ts';
import { RegionName } from '../region-name.tsx';
import { LightTag, StateTag, ToneTag } from '../state-tag.tsx';

export type Row = Output<'records.page'>['rows'][number];

interface Props {
  readonly register: Register;
  readonly column: Column;
  readonly row: Row;
  readonly labels: Labels;
}

export function Cell({ register, column, row, labels }: Props): ReactElement | string {
  switch (column.kind) {
    case 'no':
      return row.no;
    case 'state':
      return <StateTag register={register} state={row.state} isVoid={row.void} isWithdrawn={row.withdrawn} />;
    case 'office':
      return labels.officeNames.get(row.office) ?? row.office;
    case 'child':
      return row.childText[column.key] ?? '';
    case 'nextDue':
      return row.nextDue ? <Due due={row.nextDue} /> : '';
    case 'instant': {
      const at = row.values[column.key];
      return typeof at === 'number' ? formatInstant(at) : '';
    }
    case 'field': {
      const field = column.field;
      if (!field) return '';
      const value = row.values[field.key];
      if (field.type === 'region' && typeof value === 'string' && value !== '')
        return <RegionName code={value} />;
      return row.named[field.key] ?? textOf(field, value, labels);
    }
  }
}

function Due({ due }: { readonly due: NonNullable<Row['nextDue']> }): ReactElement {
  const text = formatTimeLeft(due.remaining);
  const short = due.overdue
    ? formatOverdue(due.remaining)
    : `${due.due.slice(5)}${due.provisional ? '暂' : ''}`;
  const tone = due.overdue ? 'danger' : due.remaining.count <= 3 ? 'warning' : 'neutral';
  return (
    <span
      title={`${due.label}：${due.due}${due.provisional ? '（缺少该年工作日历，暂按日历日）' : ''}，${text}`}
    >
      {due.light ? <LightTag light={due.light} text={short} /> : <ToneTag tone={tone} text={short} />}
      {due.label}
    </span>
  );
}
