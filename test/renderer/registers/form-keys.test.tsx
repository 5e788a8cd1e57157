// @vitest-environment jsdom
import { act, useEffect, useRef, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';
import { pressCommand } from '../../../renderer/registers/form/form-keys.ts';
import { DateInput } from '../../../renderer/shared/date-input.tsx';
import { inputIn, typeInto } from '../typing.ts';

const saved: (string | null)[] = [];

function OneField(): ReactElement {
  const [day, setDay] = useState<string | null>(null);
  const latest = useRef(day);
  useEffect(() => {
    latest.current = day;
  });
  const save = (): number => saved.push(latest.current);
  return (
    <div onKeyDown={(event) => pressCommand(event, { save, saveAndNext: save, cancel: () => undefined })}>
      <DateInput value={day} onChange={setDay} />
    </div>
  );
}

it.each([
  ['Ctrl+S', 's'],
  ['Ctrl+Enter', 'Enter'],
])('%s saves the day that stands in the field with the cursor, which keeps it', async (_name, key) => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const host = document.body.appendChild(document.createElement('div'));
  const root = createRoot(host);
  act(() => root.render(<OneField />));
  const input = inputIn(host);
  typeInto(input, '20260501');
  saved.length = 0;
  await act(async () => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }));
    await new Promise((next) => setTimeout(next));
  });
  expect(saved).toEqual(['2026-05-01']);
  expect(document.activeElement).toBe(input);
  act(() => root.unmount());
  host.remove();
});
