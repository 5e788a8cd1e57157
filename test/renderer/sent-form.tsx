/** A form with a button that sends it, drawn before each test and taken away after it. */
import { act, type ReactNode } from 'react';
import { Form } from 'antd';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach } from 'vitest';

interface SentForm {
  readonly host: () => HTMLElement;
  /** What the form has sent since it was drawn, in order. */
  readonly sent: () => readonly unknown[];
  /** Presses the button, and lets what the form checks come to its end. */
  readonly submit: () => Promise<void>;
}

/** To be called once at the top of a test file. */
export function useSentForm(initialValues: Readonly<Record<string, unknown>>, field: ReactNode): SentForm {
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
        <Form initialValues={initialValues} onFinish={(values) => sent.push(values)}>
          {field}
          <button type="submit">保存</button>
        </Form>,
      ),
    );
  });
  afterEach(() => {
    act(() => root.unmount());
    host.remove();
  });

  return {
    host: () => host,
    sent: () => sent,
    submit: () =>
      act(async () => {
        host.querySelector<HTMLElement>('button[type="submit"]')?.click();
        await new Promise((done) => setTimeout(done));
      }),
  };
}
