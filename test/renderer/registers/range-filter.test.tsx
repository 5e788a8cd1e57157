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

/** The panel of the first column that is filtered so. */
function openPanel(kind: 'numberRange' | 'dateRange'): string {
  const column = columnsOf(petition, () => false).find(({ filter }) => filter === kind);
  if (!column) throw new Error('no such column');
  const { filterDropdown } = columnFilter({
    ...{ register: petition, column, labels: {} as never, query: {} as never },
    state: { filters: [] } as never,
    act: (action) => filters.push(action),
  });
  if (typeof filterDropdown !== 'function') throw new Error('no panel');
  const panel = filterDropdown({ close: () => (closed += 1) } as never) as ReactElement;
  act(() => root.render(panel));
  return column.key;
}

it('a list is not filtered by part of what was typed as a number', () => {
  const field = openPanel('numberRange');
  typeInto(bound('不小于'), '12');
  typeInto(bound('不小于'), '12a');
  enter(bound('不小于'));
  expect(filters).toEqual([]);
  expect(host.textContent).toContain('请填数字');
  enter(bound('不大于'));
  expect(filters).toEqual([]);
  typeInto(bound('不小于'), '12');
  enter(bound('不小于'));
  expect(filters).toEqual([{ type: 'filter', field, filter: { field, op: 'between', from: 12, to: null } }]);
  expect(closed).toBe(1);
});

it('a list is not filtered by the date before what cannot be read as one', () => {
  const field = openPanel('dateRange');
  const apply = (): HTMLButtonElement => {
    const found = [...host.querySelectorAll('button')].find(({ textContent }) =>
      textContent?.replaceAll(/\s/gu, '').includes('确定'),
    );
    if (!found) throw new Error('no button');
    return found;
  };
  typeInto(bound('起始日期'), '20260501');
  expect(apply().disabled).toBe(false);
  typeInto(bound('起始日期'), '20260541');
  enter(bound('起始日期'));
  expect(host.textContent).toContain('没有41日');
  expect(bound('起始日期').value).toBe('20260541');
  expect(apply().disabled).toBe(true);
  typeInto(bound('起始日期'), '20260502');
  act(() => apply().click());
  expect(filters).toEqual([
    { type: 'filter', field, filter: { field, op: 'between', from: '2026-05-02', to: null } },
  ]);
});
