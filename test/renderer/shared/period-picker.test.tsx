// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PeriodPicker } from '../../../renderer/shared/period-picker.tsx';
import { typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;
let isUnread: boolean;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  isUnread = false;
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <PeriodPicker
        value={{ from: '2026-01-01', to: '2026-03-31' }}
        onChange={() => undefined}
        onUnread={(told) => {
          isUnread = told;
        }}
      />,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

function leave(label: string, typed: string): void {
  const input = host.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!input) throw new Error(`no field ${label}`);
  typeInto(input, typed);
  act(() => void input.dispatchEvent(new FocusEvent('focusout', { bubbles: true })));
}

it('a period is not acted on while something else than a day stands in it, or nothing', () => {
  leave('止', '20261301');
  expect(isUnread).toBe(true);
  leave('起', '20260102');
  expect(isUnread).toBe(true);
  leave('止', '20260331');
  expect(isUnread).toBe(false);
  leave('起', '');
  expect(isUnread).toBe(true);
  leave('起', '20260101');
  expect(isUnread).toBe(false);
});
