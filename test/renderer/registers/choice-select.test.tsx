// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChoiceSelect } from '../../../renderer/registers/form/choice-select.tsx';
import { problemPath, unreadProblems } from '../../../renderer/registers/form/form-problems.ts';
import { inputIn, typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;
let taken: unknown[];
let left: (string | undefined)[];

function show(many: boolean, held: readonly string[] = []): void {
  const options = [{ value: 'u1', label: '王登记' }];
  act(() =>
    root.render(
      <ChoiceSelect
        id="opener"
        many={many}
        held={held}
        options={options}
        filter={(typed, option) => JSON.stringify(option).includes(typed)}
        disabled={false}
        invalid={false}
        onChange={(value) => taken.push(value)}
        onLeave={(problem) => left.push(problem)}
      />,
    ),
  );
}

/** The page is never laid out here. */
class NothingResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true, ResizeObserver: NothingResizes });
  taken = [];
  left = [];
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const input = (): HTMLInputElement => inputIn(host);
const type = (text: string): void => typeInto(input(), text);

const leave = (): void => act(() => input().blur());

for (const many of [false, true]) {
  it(`words that are no option stay in a list of ${many ? 'several' : 'one'}, and are said to be wrong`, () => {
    show(many);
    type('张三');
    leave();
    expect(left).toEqual(['“张三”没有从列表中选定，没有填入；请选择，或者清空。']);
    expect(input().value).toBe('张三');
    expect(taken).toEqual([]);
    type('');
    leave();
    expect(left.at(-1)).toBeUndefined();
    expect(input().value).toBe('');
  });
}

function choose(): void {
  type('王');
  act(() => {
    input().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true }));
  });
  leave();
}

it('what is chosen leaves nothing to say', () => {
  show(false);
  choose();
  expect([taken, left]).toEqual([['u1'], [undefined]]);
});

it('what is chosen although it was held already leaves nothing to say either', () => {
  show(false, ['u1']);
  choose();
  expect([taken, left]).toEqual([[], [undefined]]);
});

it('nothing is saved over words in a field or line that is still there', () => {
  const content = { values: {}, children: { accused: [{ rowId: 'a', values: {} }] } };
  const unread = new Map([
    ['openedBy', '一'],
    ['gone', '二'],
    ['accused.a.rank', '三'],
    ['accused.b.rank', '四'],
  ]);
  expect(unreadProblems(unread, content, new Set(['openedBy']))).toEqual({
    openedBy: '一',
    'accused.a.rank': '三',
  });
});

it('a problem of a line is said under its place among the lines that are filled in', () => {
  const line = (rowId: string, name: string | null) => ({ rowId, values: { name } });
  const content = {
    values: {},
    children: { accused: [line('a', '张某'), line('b', null), line('c', '李某')] },
  };
  expect(problemPath('summary', content)).toBe('summary');
  expect(problemPath('accused.c.name', content)).toBe('accused.1.name');
});
