// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NumberInput } from '../../../renderer/shared/number-input.tsx';
import { inputIn, typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;
let taken: (number | null)[];
let left: (string | undefined)[];
/** As a form does: what is taken stands in the field from then on. */
function draw(value: number | null): void {
  const take = (next: number | null): void => {
    taken.push(next);
    draw(next);
  };
  const leave = (problem?: string): number => left.push(problem);
  root.render(<NumberInput kind="money" value={value} onChange={take} onLeave={leave} />);
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  taken = [];
  left = [];
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() => draw(null));
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const leave = (): void => act(() => inputIn(host).blur());
const said = (): string => host.querySelector('[role="alert"]')?.textContent ?? '';

describe('a number field', () => {
  it('keeps letters that were typed into it and says that it wants a number', () => {
    typeInto(inputIn(host), '一百');
    leave();
    expect(inputIn(host).value).toBe('一百');
    expect(said()).toContain('请填数字');
    expect(left).toEqual([said()]);
    expect(taken).toEqual([]);
    typeInto(inputIn(host), '100');
    leave();
    expect(said()).toBe('');
    expect(left.at(-1)).toBeUndefined();
    expect(taken).toEqual([10_000]);
  });

  it('keeps what stands behind a number that it could read', () => {
    typeInto(inputIn(host), '12');
    typeInto(inputIn(host), '12a');
    leave();
    expect(inputIn(host).value).toBe('12a');
    expect(left.at(-1)).toContain('12a');
  });

  it('takes 万元 while it is typed and shows 元 when it is left', () => {
    typeInto(inputIn(host), '1.2万元');
    expect(taken.at(-1)).toBe(1_200_000);
    expect(inputIn(host).value).toBe('1.2万元');
    leave();
    expect(inputIn(host).value).toBe('12000.00');
  });

  it('shows what the form puts there, in place of what was typed', () => {
    typeInto(inputIn(host), '十');
    act(() => draw(500));
    expect(inputIn(host).value).toBe('5.00');
  });
});
