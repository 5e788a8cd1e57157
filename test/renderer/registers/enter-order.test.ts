// @vitest-environment jsdom
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { enterEffect, enterPlace, focusNeighbour } from '../../../renderer/registers/form/enter-order.ts';

let form: HTMLElement;

// jsdom has none.
const scrollOwn = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollIntoView');
afterAll(() => {
  if (scrollOwn) Object.defineProperty(Element.prototype, 'scrollIntoView', scrollOwn);
  else Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  document.body.replaceChildren();
});

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  document.body.innerHTML = `
    <form>
      <input id="first" type="text" />
      <div hidden><input id="folded" type="text" /></div>
      <div role="radiogroup"><input id="yes" type="radio" name="r" /><input id="no" type="radio" name="r" checked /></div>
      <input id="skipped" type="text" disabled />
      <div class="ant-select ant-select-open"><input id="list" type="search" /></div>
      <textarea id="text"></textarea>
    </form>`;
  const found = document.querySelector('form');
  if (!found) throw new Error('no form');
  form = found;
});

const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
};

describe('Enter in a form', () => {
  it('walks to the next field, past what is hidden or disabled and to the chosen radio', () => {
    const order: string[] = [];
    let from = at('first');
    while (focusNeighbour(form, from, 1)) {
      from = document.activeElement instanceof HTMLElement ? document.activeElement : from;
      order.push(from.id);
    }
    expect(order).toEqual(['no', 'list', 'text']);
  });

  it('walks back with Shift', () => {
    focusNeighbour(form, at('list'), -1);
    expect(document.activeElement?.id).toBe('no');
  });

  it('takes the offered code first and then goes on', () => {
    const place = enterPlace(at('list'));
    expect(place).toEqual({ target: 'select', open: true });
    expect(enterEffect({ ...place, isComposing: false, modified: false })).toBe('chooseThenNext');
  });

  it('is a new line in long texts and nothing while an input method composes', () => {
    expect(enterEffect({ ...enterPlace(at('text')), isComposing: false, modified: false })).toBe('leave');
    expect(enterEffect({ ...enterPlace(at('first')), isComposing: true, modified: false })).toBe('leave');
    expect(enterEffect({ ...enterPlace(at('first')), isComposing: false, modified: true })).toBe('leave');
  });
});
