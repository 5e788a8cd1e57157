// @vitest-environment jsdom
import { theme } from 'antd';
import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, expect, it, vi } from 'vitest';
import { AppearanceProvider } from '../../../renderer/app/appearance.tsx';

function Moves(): ReactElement {
  return <p>{theme.useToken().token.motion ? 'moves' : 'is still'}</p>;
}

afterAll(() => vi.unstubAllGlobals());

it('moves nothing where the system shows no animations, from the moment that is switched', () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  Object.assign(window, {
    lianxun: { call: { 'shell.zoom': () => Promise.resolve({ ok: true, value: {} }) } },
  });
  const wish = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal('matchMedia', () => wish);
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  act(() =>
    root.render(
      <AppearanceProvider>
        <Moves />
      </AppearanceProvider>,
    ),
  );
  expect(host.textContent).toBe('moves');
  wish.matches = true;
  act(() => void wish.dispatchEvent(new Event('change')));
  expect(host.textContent).toBe('is still');
  act(() => root.unmount());
  host.remove();
});
