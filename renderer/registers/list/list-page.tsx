import { useMemo, type ReactElement } from 'react';
import { z } from 'zod';
import { usePreference } from '../../app/preferences.ts';
import { useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { columnsOf, shownColumns, type ShownColumn } from '../columns.ts';
import { maySearch } from '../../../domain/access/permissions.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { useLabels } from '../labels.ts';
import { EmptyResult } from './empty-result.tsx';
import { FilterChips } from './filter-chips.tsx';
import { ListFooter } from './list-footer.tsx';
import { queryOf } from './list-state.ts';
import { useListState } from './list-states.tsx';
import { ListTable } from './list-table.tsx';
import { ListToolbar } from './list-toolbar.tsx';

const keptColumns = z.array(z.object({ field: z.string(), width: z.number() })).nullable();

/** The list of any register, built from its description. */
export function ListPage({ register: id }: { readonly register: RegisterId }): ReactElement {
  const register = registerOf(id);
  const labels = useLabels();
  const session = useSession();
  const [state, act] = useListState(id);
  const kept = usePreference<readonly ShownColumn[] | null>(`columns.${id}`, keptColumns, null);

  const columns = useMemo(
    () =>
      columnsOf(
        register,
        (compartment) => maySearch(new Set(session.permissions), compartment),
        session.office.level === 'CITY',
      ),
    [register, session.permissions, session.office.level],
  );
  const shown = useMemo(
    () => shownColumns(columns, state.columns ?? kept.value),
    [columns, state.columns, kept.value],
  );
  const setColumns = (next: readonly ShownColumn[] | null): void => {
    act({ type: 'columns', columns: state.view === null ? null : next });
    if (state.view === null) kept.set(next);
  };

  const query = queryOf(id, state);
  const offset = state.page * state.pageSize;
  const page = useProcedure('records.page', { ...query, offset, limit: state.pageSize }, { keep: true });
  const totals = useProcedure('records.totals', query, { keep: true });
  const rows = page.data?.rows ?? [];
  const isAsking = [page, totals].some((each) => each.isPending || each.isPlaceholderData);
  const failure = page.error ?? totals.error;
  const list = { register, state, act, query };

  return (
    <div className="list-page" aria-busy={isAsking}>
      <ListToolbar
        register={register}
        id={id}
        state={state}
        act={act}
        query={query}
        columns={columns}
        shown={shown}
        setColumns={setColumns}
      />
      <FilterChips register={register} columns={columns} labels={labels} state={state} act={act} />
      {failure ? (
        <FailureAlert
          error={failure}
          onRetry={() => {
            void page.refetch();
            void totals.refetch();
          }}
        />
      ) : null}
      <ListTable
        register={register}
        id={id}
        rows={rows}
        loading={page.isFetching && page.isPlaceholderData}
        columns={shown}
        labels={labels}
        state={state}
        act={act}
        query={query}
        lastPage={offset + rows.length >= (totals.data?.total ?? 0)}
        setColumns={setColumns}
        empty={
          page.isPending || page.isFetching ? (
            <div className="centered">正在读取…</div>
          ) : (
            <EmptyResult
              register={register}
              id={id}
              columns={columns}
              labels={labels}
              query={query}
              act={act}
            />
          )
        }
      />
      <ListFooter {...list} columns={shown} totals={totals.data} rowsOnPage={rows.length} />
    </div>
  );
}
