// @vitest-environment jsdom
import { act } from 'react';
import { Form } from 'antd';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DateField } from '../../../renderer/pages/reference/date-field.tsx';
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
      <Form initialValues={{ validFrom: '2026-01-01' }} onFinish={(values) => sent.push(values)}>
        <DateField name="validFrom" label="启用日期" />
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
    host.querySelector<HTMLElement>('button[type="submit"]')?.click();
    await new Promise((done) => setTimeout(done));
  });

it('a form is not sent with the day that stood there before, while what stands there is none', async () => {
  typeInto(inputIn(host), '20261301');
  await submit();
  expect(sent).toEqual([]);
  expect(inputIn(host).value).toBe('20261301');
  typeInto(inputIn(host), '20260301');
  await submit();
  typeInto(inputIn(host), '');
  await submit();
  expect(sent).toEqual([{ validFrom: '2026-03-01' }, { validFrom: null }]);
});
