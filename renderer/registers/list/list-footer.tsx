import { amountText } from '../../../domain/text/amounts.ts';
import { Button, Flex, Pagination } from 'antd';
import type { ReactElement } from 'react';
import { mostForMany } from '../../../domain/for-many.ts';
import type { Register } from '../../../domain/register.ts';
import { standingIn } from '../../../domain/sealed.ts';
import { asRegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { formatCount } from '../../shared/format.ts';
import type { Column } from '../columns.ts';
import { pageSizes, type ListAction, type ListState, type Query } from './list-state.ts';
import { StepsForMany } from './steps-for-many.tsx';

interface Props {
  readonly register: Register;
  readonly columns: readonly Column[];
  readonly state: ListState;
  readonly act: (action: ListAction) => void;
  readonly query: Query;
  readonly totals: Output<'records.totals'> | undefined;
  readonly rowsOnPage: number;
}

/** `来访 3批 15人次`: what is never added up with the others. */
function apartTexts(totals: Props['totals']): readonly string[] {
  return (totals?.apart ?? []).map(({ label, counts }) =>
    [label, ...counts.map(({ count, unit }) => `${formatCount(count)}${unit}`)].join(' '),
  );
}

/** Count, sums and selection of what is shown, as people read them off a spreadsheet's status bar. */
export function ListFooter({
  register,
  columns,
  state,
  act,
  query,
  totals,
  rowsOnPage,
}: Props): ReactElement {
  const sums = Object.entries(totals?.sums ?? {}).flatMap(([key, sum]) => {
    const column = columns.find((one) => one.key === key);
    if (!column) return [];
    const text = column.field?.type === 'money' ? `${amountText(sum)}元` : formatCount(sum);
    return [`${column.label}合计 ${text}`];
  });
  const first = state.page * state.pageSize + 1;
  const unit = unitOf(register);
  return (
    <Flex className="list-footer" justify="space-between" align="center" gap="middle" wrap>
      <span role="status">
        {totals ? (
          <>
            共 <strong>{formatCount(totals.total)}</strong> {unit}
            {totals.total === totals.all ? '' : `（全部 ${formatCount(totals.all)} ${unit}）`}
            {rowsOnPage > 0
              ? `，本页第 ${formatCount(first)}—${formatCount(first + rowsOnPage - 1)} ${unit}`
              : ''}
          </>
        ) : (
          '正在计数…'
        )}
        {[...apartTexts(totals), ...sums].map((text) => (
          <span key={text} className="sum">
            {text}
          </span>
        ))}
        {state.selected.length > 0 ? (
          <Selected register={register} query={query} state={state} act={act} total={totals?.total ?? 0} />
        ) : null}
      </span>
      <Pagination
        size="small"
        current={state.page + 1}
        pageSize={state.pageSize}
        total={totals?.total ?? 0}
        pageSizeOptions={[...pageSizes]}
        showSizeChanger
        showQuickJumper
        onChange={(page, pageSize) =>
          act(pageSize === state.pageSize ? { type: 'page', page: page - 1 } : { type: 'pageSize', pageSize })
        }
      />
    </Flex>
  );
}

/** Where kinds are counted apart, all of them together are no 件 and no 次. */
function unitOf({ countedApart, unit }: Register): string {
  return countedApart ? '条' : unit;
}

interface SelectedProps extends Pick<Props, 'register' | 'query' | 'state' | 'act'> {
  readonly total: number;
}

/** How many are selected, what can be done with them, and the way to all that match the conditions. */
function Selected({ register, query, state, act, total }: SelectedProps): ReactElement {
  const { selected, everything } = state;
  const unit = unitOf(register);
  const mayTakeAll =
    !everything && total > selected.length && total <= mostForMany && standingIn(register) === undefined;
  return (
    <span className="sum">
      {everything ? `已选符合条件的全部 ${formatCount(total)} ${unit}` : `已选 ${selected.length} ${unit}`}
      {mayTakeAll ? (
        <Button type="link" size="small" onClick={() => act({ type: 'selectEverything' })}>
          选中符合条件的全部 {formatCount(total)} {unit}
        </Button>
      ) : null}
      <StepsForMany
        register={register}
        id={asRegisterId(register.id)}
        which={
          everything ? { type: 'matching', query, expected: total } : { type: 'chosen', ids: [...selected] }
        }
      />
      <Button type="link" size="small" onClick={() => act({ type: 'select', selected: [] })}>
        取消选择
      </Button>
    </span>
  );
}
