/** What a person does with a field, in a page that is never laid out. */
import { act } from 'react';

/** The only field of what was drawn. */
export function inputIn(host: HTMLElement): HTMLInputElement {
  const found = host.querySelector('input');
  if (!found) throw new Error('no input');
  return found;
}

/** Puts the cursor into the field and leaves this text there. */
export function typeInto(input: HTMLInputElement, text: string): void {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  act(() => {
    input.focus();
    setter?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
