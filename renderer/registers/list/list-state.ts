/** What a list shows: conditions, order, page, columns, view. Pure, so that the rules of paging and views are tested. */
import type { Input, Output } from '../../../preload/contract/contract.ts';
import type { ShownColumn } from '../columns.ts';

export type Query = Input<'records.totals'>;
export type Filter = Query['filters'][number];
export type Sort = Query['sort'][number];
export type View = Output<'views.list'>['views'][number];

export const pageSizes = [50, 100, 200] as const;

export interface ListState {
  readonly text: string;
  readonly filters: readonly Filter[];
  readonly sort: readonly Sort[];
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  /** null = the user's kept columns. */
  readonly columns: readonly ShownColumn[] | null;
  readonly view: string | null;
  readonly selected: readonly string[];
  /** Instead of `selected` everything that matches, on all pages. */
  readonly everything: boolean;
  /** Id of the row the keyboard stands on. */
  readonly active: string | null;
  /** The person's own list while a drill-down is shown in its place; null otherwise. */
  readonly own: ListState | null;
}

export const emptyListState: ListState = {
  text: '',
  filters: [],
  sort: [],
  page: 0,
  pageSize: 50,
  columns: null,
  view: null,
  selected: [],
  everything: false,
  active: null,
  own: null,
};

export type ListAction =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'filter'; readonly field: string; readonly filter: Filter | null }
  | { readonly type: 'clear' }
  | { readonly type: 'sort'; readonly sort: readonly Sort[] }
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'pageSize'; readonly pageSize: number }
  | { readonly type: 'columns'; readonly columns: readonly ShownColumn[] | null }
  | { readonly type: 'view'; readonly view: View | null }
  | { readonly type: 'select'; readonly selected: readonly string[] }
  | { readonly type: 'selectEverything' }
  | { readonly type: 'active'; readonly active: string | null }
  /** Opens the list with exactly these conditions, and in this order where it matters, e.g. from the dashboard. */
  | { readonly type: 'open'; readonly filters: readonly Filter[]; readonly sort?: readonly Sort[] }
  /** Back from there to the person's own list: the menu opens that. */
  | { readonly type: 'own' };

const nothingSelected = { selected: [], everything: false } as const;

/** Whatever changes what is found goes back to the first page; the selection survives paging and sorting only. */
export function listReducer(state: ListState, action: ListAction): ListState {
  switch (action.type) {
    case 'text':
      return { ...state, text: action.text, page: 0, ...nothingSelected };
    case 'filter': {
      const others = state.filters.filter((filter) => filter.field !== action.field);
      return {
        ...state,
        filters: action.filter ? [...others, action.filter] : others,
        page: 0,
        ...nothingSelected,
      };
    }
    case 'clear':
      return { ...state, text: '', filters: [], page: 0, ...nothingSelected, view: null, own: null };
    case 'sort':
      return { ...state, sort: action.sort, page: 0 };
    case 'page':
      return { ...state, page: action.page, active: null };
    case 'pageSize':
      return { ...state, pageSize: action.pageSize, page: 0, active: null };
    case 'columns':
      return { ...state, columns: action.columns };
    case 'view':
      return action.view ? applyView(state, action.view) : { ...emptyListState, pageSize: state.pageSize };
    case 'select':
      return { ...state, selected: action.selected, everything: false };
    case 'selectEverything':
      return { ...state, everything: true };
    case 'active':
      return { ...state, active: action.active };
    case 'open':
      return {
        ...emptyListState,
        pageSize: state.pageSize,
        filters: action.filters,
        sort: action.sort ?? [],
        own: state.own ?? state,
      };
    case 'own':
      return state.own ?? state;
  }
}

function applyView(state: ListState, view: View): ListState {
  return {
    ...emptyListState,
    pageSize: state.pageSize,
    filters: view.filters,
    sort: view.sort,
    columns: view.columns.length > 0 ? view.columns : null,
    view: view.id,
  };
}

/** The query a state stands for; one sign alone would match nearly everything and is not sent. */
export function queryOf(register: Query['register'], state: ListState): Query {
  const text = state.text.trim();
  return {
    register,
    ...(text.length >= 2 ? { text } : {}),
    filters: [...state.filters],
    sort: [...state.sort],
  };
}

/** The query without one of its conditions (`text` for the search box). */
export function without(query: Query, field: string): Query {
  const { text, ...rest } = query;
  const filters = query.filters.filter((filter) => filter.field !== field);
  return field === 'text' || text === undefined ? { ...rest, filters } : { ...rest, text, filters };
}

/** Whether the view's own conditions, order or columns have been changed since it was opened. */
export function isChangedSince(state: ListState, view: View): boolean {
  const columns = state.columns ?? [];
  return (
    JSON.stringify(state.filters) !== JSON.stringify(view.filters) ||
    JSON.stringify(state.sort) !== JSON.stringify(view.sort) ||
    JSON.stringify(columns) !== JSON.stringify(view.columns)
  );
}
