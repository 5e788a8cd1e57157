// @vitest-environment jsdom
import { act, useEffect, useRef, useState, type ReactElement } from 'react';
import { createPortal } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { usePageFocus } from '../../../renderer/app/page-focus.ts';

interface Shown {
  readonly location: string;
  /** '' while the page is loading. */
  readonly heading: string;
  readonly buttons: readonly string[];
  /** The button of a dialog, which stands beside the page. */
  readonly asked?: string | undefined;
}

function Window({ location, heading, buttons, asked }: Shown): ReactElement {
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
        {asked === undefined ? null : <Dialog label={asked} />}
      </div>
    </>
  );
}

/** In an element of its own, as the window hangs up its dialogs. */
function Dialog({ label }: { readonly label: string }): ReactElement {
  const [own] = useState(() => document.createElement('div'));
  useEffect(() => {
    document.body.append(own);
    return () => own.remove();
  }, [own]);
  return createPortal(<button type="button">{label}</button>, own);
}

let host: HTMLElement;
let root: Root;
const render = (shown: Shown): Promise<void> =>
  act(async () => {
    root.render(<Window {...shown} />);
    // What is watched is told after the change.
    await Promise.resolve();
  });
const show = (location: string, heading: string, ...buttons: readonly string[]): Promise<void> =>
  render({ location, heading, buttons });
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

it('the heading has it when the dialog that had it is gone', async () => {
  const page = { location: '/petition/1', heading: 'XF-1', buttons: ['打印'] };
  await render({ ...page, asked: '取消' });
  document.querySelector<HTMLElement>('body > div:last-child > button')?.focus();
  expect(focused()).toBe('取消');
  await render(page);
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
