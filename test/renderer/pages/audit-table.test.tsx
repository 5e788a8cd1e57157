// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createQueryClient } from '../../../renderer/app/queries.ts';
import { AuditTable } from '../../../renderer/pages/audit/audit-table.tsx';
import { typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;

class NothingResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver: NothingResizes });
  const none = { ok: true, value: { entries: [], total: 0, actions: [] } };
  const media = { matches: false, addListener: () => {}, removeListener: () => {} };
  Object.assign(window, {
    lianxun: { call: { 'audit.list': () => Promise.resolve(none) } },
    matchMedia: () => ({ ...media, addEventListener: () => {}, removeEventListener: () => {} }),
  });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  await act(async () => {
    root.render(
      <QueryClientProvider client={createQueryClient()}>
        <AuditTable />
      </QueryClientProvider>,
    );
    await Promise.resolve();
  });
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const from = (): HTMLInputElement => {
  const input = host.querySelector<HTMLInputElement>('input[aria-label="起"]');
  if (!input) throw new Error('no first day');
  return input;
};
const isTold = (): boolean => host.textContent?.includes('日期没有写对') ?? false;

it('what was typed and is no day goes with the rest of what is looked for', () => {
  typeInto(from(), '20261301');
  act(() => void from().dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
  expect(isTold()).toBe(true);
  const clear = [...host.querySelectorAll('button')].find(({ textContent }) => textContent === '清除筛选');
  act(() => clear?.click());
  expect([isTold(), from().value]).toEqual([false, '']);
});
