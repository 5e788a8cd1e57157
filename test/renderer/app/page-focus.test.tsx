// @vitest-environment jsdom
import { act, useRef, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { usePageFocus } from '../../../renderer/app/page-focus.ts';

interface Shown {
  readonly location: string;
  /** '' while the page is loading. */
  readonly heading: string;
  readonly buttons: readonly string[];
}

function Window({ location, heading, buttons }: Shown): ReactElement {
  const page = useRef<HTMLDivElement>(null);
  usePageFocus(page, location);
  return (
    <>
      <a href="#menu">菜单</a>
      <div ref={page}>
        {heading === '' ? null : <h1 key={location}>{heading}</h1>}
        {buttons.map((label) => (
          <button key={label} type="button">
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

let host: HTMLElement;
let root: Root;
const show = (location: string, heading: string, ...buttons: readonly string[]): Promise<void> =>
  act(async () => {
    root.render(<Window {...{ location, heading, buttons }} />);
    // What is watched is told after the change.
    await Promise.resolve();
  });
const focused = (): string => document.activeElement?.textContent ?? '';
const focusOn = (selector: string): void => host.querySelector<HTMLElement>(selector)?.focus();

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

it('the heading of the first page has the focus after the sign-in, also when it comes later', async () => {
  await show('/', '');
  await show('/', '工作台', '打印');
  expect(focused()).toBe('工作台');
});

it('the heading of the record has it after the form was saved', async () => {
  await show('/petition/new', '新增信访件', '保存');
  focusOn('button');
  await show('/petition/1', '', '修改');
  await show('/petition/1', 'XF-1', '修改');
  expect(focused()).toBe('XF-1');
});

it('the heading has it when the button of the step that was taken is gone', async () => {
  await show('/petition/1', 'XF-1', '受理', '修改');
  focusOn('button');
  await show('/petition/1', 'XF-1', '修改');
  expect(focused()).toBe('XF-1');
});

it('what somebody has put it on keeps it, on the page and beside it', async () => {
  await show('/petition', '信访件', '新增');
  focusOn('button');
  await show('/petition', '信访件', '新增', '导出');
  expect(focused()).toBe('新增');
  focusOn('a');
  await show('/lead', '问题线索', '新增');
  expect(focused()).toBe('菜单');
});

it('a click beside everything does not send it anywhere', async () => {
  await show('/petition', '信访件', '新增');
  focusOn('button');
  (document.activeElement as HTMLElement).blur();
  await show('/petition', '信访件', '新增', '导出');
  expect(document.activeElement).toBe(document.body);
});
