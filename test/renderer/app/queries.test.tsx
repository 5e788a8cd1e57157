// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueryClient, useMutationProcedure } from '../../../renderer/app/queries.ts';

interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: unknown;
}

let root: Root;
let host: HTMLElement;
let answer: (answer: Answer) => void;
let told: string[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  told = [];
  const call = {
    'media.save': () =>
      new Promise<Answer>((resolve) => {
        answer = resolve;
      }),
  };
  Object.assign(window, { lianxun: { call } });
  host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});

afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

function Caller(): ReactElement {
  const save = useMutationProcedure('media.save');
  const send = (): void =>
    save.mutate({ id: null } as never, {
      onSuccess: () => told.push('saved'),
      onError: ({ message }) => told.push(message),
    });
  return <button onClick={send}>保存</button>;
}

function show(page: ReactElement | null): void {
  const client = createQueryClient();
  act(() => root.render(<QueryClientProvider client={client}>{page}</QueryClientProvider>));
}

async function pressAndLeave(): Promise<void> {
  show(<Caller />);
  act(() => host.querySelector('button')?.click());
  await act(() => Promise.resolve());
  show(null);
}

describe('a writing procedure', () => {
  it('tells its caller that it succeeded after the button left the screen', async () => {
    await pressAndLeave();
    await act(async () => answer({ ok: true, value: {} }));
    await expect.poll(() => told).toEqual(['saved']);
  });

  it('tells its caller that it was refused after the button left the screen', async () => {
    await pressAndLeave();
    const failure = { type: 'MediumTaken', what: '编号已用。', why: '', next: '' };
    await act(async () => answer({ ok: false, error: failure }));
    await expect.poll(() => told).toEqual(['MediumTaken: 编号已用。']);
  });
});
