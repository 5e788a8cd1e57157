// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DateInput } from '../../../renderer/shared/date-input.tsx';
import { todayInChina } from '../../../renderer/shared/format.ts';
import { inputIn, typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;
let taken: (string | null)[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  taken = [];
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => root.render(<DateInput value={null} label="收件日期" onChange={(value) => taken.push(value)} />));
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const input = (): HTMLInputElement => inputIn(host);
const type = (text: string): void => typeInto(input(), text);

function press(key: string, more: KeyboardEventInit = {}): void {
  act(() => {
    input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  });
}

describe('a date field', () => {
  it('takes eight digits on Enter', () => {
    type('20260501');
    press('Enter');
    expect(taken).toEqual(['2026-05-01']);
  });

  it('says what is wrong and keeps what was typed', () => {
    type('20261301');
    press('Enter');
    expect(taken).toEqual([]);
    expect(host.querySelector('[role="alert"]')?.textContent).toBeTruthy();
    expect(input().value).toBe('20261301');
  });

  it('tells that nothing is wrong any longer when the day that was taken before is typed or picked again', () => {
    const told: (string | undefined)[] = [];
    const today = todayInChina();
    act(() =>
      root.render(
        <DateInput value={today} onChange={() => undefined} onLeave={(problem) => told.push(problem)} />,
      ),
    );
    type('20261301');
    press('Enter');
    type(today);
    press('Enter');
    type('20261301');
    press('Enter');
    press(';', { ctrlKey: true });
    expect(told.map((problem) => problem === undefined)).toEqual([false, true, false, true]);
  });

  it('fills in today with Ctrl+;', () => {
    press(';', { ctrlKey: true });
    expect(taken).toEqual([todayInChina()]);
  });

  it('takes the day of whoever has walked away without leaving it, and leaves the text as it was', () => {
    vi.useFakeTimers();
    try {
      type('0501');
      act(() => void vi.runAllTimers());
      expect(taken).toEqual([`${todayInChina().slice(0, 4)}-05-01`]);
      expect(input().value).toBe('0501');
      type('0532');
      act(() => void vi.runAllTimers());
      expect(taken).toHaveLength(1);
      expect(host.querySelector('[role="alert"]')).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves Enter to the input method while it composes', () => {
    type('20260501');
    press('Enter', { isComposing: true });
    expect(taken).toEqual([]);
  });
});
