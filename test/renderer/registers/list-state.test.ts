import { describe, expect, it } from 'vitest';
import {
  emptyListState,
  isChangedSince,
  listReducer,
  queryOf,
  without,
  type Filter,
  type View,
} from '../../../renderer/registers/list/list-state.ts';

const letters: Filter = { field: 'channel', op: 'in', values: ['LETTER'] };
const view: View = {
  id: 'v1',
  name: '来信',
  shared: false,
  own: true,
  filters: [letters],
  sort: [{ field: 'receivedAt', direction: 'desc' }],
  columns: [{ field: 'no', width: 168 }],
};

describe('the state of a list', () => {
  it('goes back to the first page and drops the selection when a condition changes', () => {
    const before = { ...emptyListState, page: 4, selected: ['a'] };
    const after = listReducer(before, { type: 'filter', field: 'channel', filter: letters });
    expect(after).toMatchObject({ page: 0, selected: [], filters: [letters] });
  });

  it('is the own one again after any number of drill-downs, as the menu opens it', () => {
    const own = listReducer(emptyListState, { type: 'filter', field: 'channel', filter: letters });
    const other: Filter = { field: 'state', op: 'in', values: ['CLOSED'] };
    const drilled = listReducer(own, { type: 'open', filters: [other] });
    const again = listReducer(drilled, { type: 'open', filters: [] });
    expect(drilled).toMatchObject({ filters: [other] });
    expect(listReducer(again, { type: 'own' })).toEqual(own);
    expect(listReducer(own, { type: 'own' })).toBe(own);
  });

  it('keeps the selection across pages', () => {
    const after = listReducer({ ...emptyListState, selected: ['a'] }, { type: 'page', page: 2 });
    expect(after).toMatchObject({ page: 2, selected: ['a'] });
  });

  it('holds one condition for each field', () => {
    const visits: Filter = { field: 'channel', op: 'in', values: ['VISIT'] };
    const once = listReducer(emptyListState, { type: 'filter', field: 'channel', filter: letters });
    expect(listReducer(once, { type: 'filter', field: 'channel', filter: visits }).filters).toEqual([visits]);
  });

  it('opens exactly the conditions the dashboard counted', () => {
    const before = { ...emptyListState, text: '张', filters: [letters], view: 'v1' };
    const filters: Filter[] = [{ field: 'deadline', op: 'in', values: ['overdue'] }];
    expect(listReducer(before, { type: 'open', filters })).toMatchObject({
      text: '',
      filters,
      view: null,
      sort: [],
    });
    const sort = [{ field: 'nextDue', direction: 'asc' as const }];
    expect(listReducer(before, { type: 'open', filters, sort })).toMatchObject({ filters, sort });
  });

  it('shows a view with its conditions, order and columns and knows when they were changed', () => {
    const shown = listReducer(emptyListState, { type: 'view', view });
    expect(isChangedSince(shown, view)).toBe(false);
    const sorted = listReducer(shown, { type: 'sort', sort: [] });
    expect(isChangedSince(sorted, view)).toBe(true);
  });

  it('does not send a single sign as a search', () => {
    expect(queryOf('petition', { ...emptyListState, text: '张 ' })).not.toHaveProperty('text');
    expect(queryOf('petition', { ...emptyListState, text: '张三' })).toHaveProperty('text', '张三');
  });

  it('takes one condition out of a query, also the search text', () => {
    const query = queryOf('petition', { ...emptyListState, text: '张三', filters: [letters] });
    expect(without(query, 'text')).toEqual({ register: 'petition', filters: [letters], sort: [] });
    expect(without(query, 'channel')).toEqual({ register: 'petition', text: '张三', filters: [], sort: [] });
  });
});
