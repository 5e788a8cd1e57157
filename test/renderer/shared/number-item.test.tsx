// @vitest-environment jsdom
import { act } from 'react';
import { Form } from 'antd';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NumberItem } from '../../../renderer/shared/number-item.tsx';
import { inputIn, typeInto } from '../typing.ts';

let root: Root;
let host: HTMLElement;
let sent: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  // Forms ask how wide the page is, which is never laid out here.
  window.matchMedia = () =>
    ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as never;
  sent = [];
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <Form initialValues={{ length: 15 }} onFinish={(values) => sent.push(values)}>
        <NumberItem name="length" label="期限" min={0} max={60} />
        <button type="submit">保存</button>
      </Form>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const submit = (): Promise<void> =>
  act(async () => {
    host.querySelector('button')?.click();
    await new Promise((done) => setTimeout(done));
  });

it('a form is not sent while something else than a number stands where one is wanted', async () => {
  expect(inputIn(host).value).toBe('15');
  for (const typed of ['15', '15天', '', '61']) {
    typeInto(inputIn(host), typed);
    if (typed === '15') continue;
    await submit();
    expect(inputIn(host).value).toBe(typed);
  }
  expect(sent).toEqual([]);
  typeInto(inputIn(host), '20');
  await submit();
  expect(sent).toEqual([{ length: 20 }]);
});
