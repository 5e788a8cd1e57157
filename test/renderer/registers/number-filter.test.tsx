// @vitest-environment jsdom
import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { columnFilter } from '../../../renderer/registers/list/column-filter.tsx';
import { columnsOf } from '../../../renderer/registers/columns.ts';
import { typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;
let filters: unknown[];
let closed: number;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  filters = [];
  closed = 0;
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const bound = (label: string): HTMLInputElement => {
  const input = host.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!input) throw new Error(`no field ${label}`);
  return input;
};
const enter = (input: HTMLInputElement): void =>
  act(() => {
    for (const type of ['keydown', 'keyup'])
      input.dispatchEvent(new KeyboardEvent(type, { key: 'Enter', bubbles: true }));
  });

it('a list is not filtered by part of what was typed as a number', () => {
  const column = columnsOf(petition, () => false).find(({ filter }) => filter === 'numberRange');
  if (!column) throw new Error('no column of numbers');
  const { filterDropdown } = columnFilter({
    ...{ register: petition, column, labels: {} as never, query: {} as never },
    state: { filters: [] } as never,
    act: (action) => filters.push(action),
  });
  if (typeof filterDropdown !== 'function') throw new Error('no panel');
  const panel = filterDropdown({ close: () => (closed += 1) } as never) as ReactElement;
  act(() => root.render(panel));
  typeInto(bound('不小于'), '12');
  typeInto(bound('不小于'), '12a');
  enter(bound('不小于'));
  expect(filters).toEqual([]);
  expect(host.textContent).toContain('请填数字');
  enter(bound('不大于'));
  expect(filters).toEqual([]);
  typeInto(bound('不小于'), '12');
  enter(bound('不小于'));
  expect(filters).toEqual([
    { type: 'filter', field: column.key, filter: { field: column.key, op: 'between', from: 12, to: null } },
  ]);
  expect(closed).toBe(1);
});
