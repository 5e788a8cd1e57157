import { useQueries } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { permissionOn, roleLabels, rolesWith } from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { call } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';
import { formatCount } from '../../shared/format.ts';
import { Nothing } from '../../shared/states.tsx';
import type { Column } from '../columns.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Labels } from '../labels.ts';
import { filterText } from './filter-text.ts';
import { without, type ListAction, type Query } from './list-state.ts';

interface Props {
  readonly register: Register;
  readonly id: RegisterId;
  readonly columns: readonly Column[];
  readonly labels: Labels;
  readonly query: Query;
  readonly act: (action: ListAction) => void;
}

/** Says which condition empties the list: how many records there would be without each. */
export function EmptyResult({ register, columns, labels, query, act }: Props): ReactElement {
  const conditions = [
    ...(query.text ? [{ field: 'text', text: `含“${query.text}”` }] : []),
    ...query.filters.map((filter) => ({
      field: filter.field,
      text: filterText(register, columns, filter, labels),
    })),
  ].slice(0, 8);
  const counts = useQueries({
    queries: conditions.map(({ field }) => {
      const rest = without(query, field);
      return { queryKey: ['records.totals', rest], queryFn: () => call('records.totals', rest) };
    }),
  });
  const keeper = useKeeper(register);
  if (conditions.length === 0) return <Nothing text={`还没有${register.label}。${keeper}`} />;
  const remove = (field: string): void =>
    act(field === 'text' ? { type: 'text', text: '' } : { type: 'filter', field, filter: null });
  return (
    <Nothing text={`没有同时符合这些条件的${register.label}。`}>
      <ul className="empty-reasons">
        {conditions.map(({ field, text }, index) => {
          const total = counts[index]?.data?.total;
          return (
            <li key={field}>
              <Button type="link" size="small" onClick={() => remove(field)}>
                去掉：{text}
              </Button>
              {total === undefined ? '' : `有 ${formatCount(total)} ${register.unit}`}
            </li>
          );
        })}
      </ul>
    </Nothing>
  );
}

/** Who registers it, for whoever looks for a button that is not there. */
function useKeeper(register: Register): string {
  const { permissions } = useSession();
  const needed = register.workflow.create?.permission ?? permissionOn(register, 'register');
  if (needed === undefined || permissions.some((each) => each === needed)) return '';
  const posts = rolesWith(needed).map((role) => roleLabels[role]);
  return posts.length === 0 ? '' : `由${posts.join('、')}登记。`;
}
