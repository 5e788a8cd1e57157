import { Select } from 'antd';
import type { ReactElement } from 'react';
import { inUse } from '../../../domain/registers/rect-item/lists.ts';
import { useProcedure } from '../../app/queries.ts';
import { todayInChina } from '../../shared/format.ts';
import './paper.css';

interface Props {
  readonly label: string;
  /** `set:<code>`, `list:<code>`, or '' for none. */
  readonly value: string;
  readonly onChange: (value: string | null) => void;
  /** Without the sets, where only one list has a place. */
  readonly single?: boolean;
  readonly placeholder?: string;
}

/** One of the office's lists of the rectification ledger, or a set of them. */
export function LedgerListChoice({
  label,
  value,
  onChange,
  single = false,
  placeholder,
}: Props): ReactElement {
  const all = useProcedure('ledgerLists.all', {});
  const offered = (kind: 'set' | 'list', rows: Parameters<typeof inUse>[0] = []) =>
    inUse(rows, todayInChina()).map((row) => ({ value: `${kind}:${row.code}`, label: row.label }));
  const lists = { label: '单张清单', options: offered('list', all.data?.lists) };
  const sets = { label: '清单组合', options: offered('set', all.data?.sets) };
  return (
    <Select<string>
      allowClear
      className="ledger-list-choice"
      aria-label={label}
      placeholder={placeholder}
      loading={all.isPending}
      value={value === '' ? null : value}
      options={single ? lists.options : [sets, lists]}
      onChange={(chosen) => onChange(chosen ?? null)}
    />
  );
}
