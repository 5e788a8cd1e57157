import { describe, expect, it } from 'vitest';
import { listKeyEffect } from '../../../renderer/registers/list/list-keys.ts';

const press = (key: string, more: object = {}): Parameters<typeof listKeyEffect>[0] => ({
  key,
  isComposing: false,
  ctrlKey: false,
  altKey: false,
  ...more,
});

describe('keys in a list', () => {
  it('move within the page and stop at its ends', () => {
    expect(listKeyEffect(press('ArrowDown'), -1, 3)).toEqual({ do: 'move', to: 0 });
    expect(listKeyEffect(press('ArrowDown'), 2, 3)).toEqual({ do: 'move', to: 2 });
    expect(listKeyEffect(press('ArrowUp'), 0, 3)).toEqual({ do: 'move', to: 0 });
    expect(listKeyEffect(press('End'), 0, 3)).toEqual({ do: 'move', to: 2 });
  });

  it('open and select only when a row is chosen', () => {
    expect(listKeyEffect(press('Enter'), -1, 3)).toBeNull();
    expect(listKeyEffect(press('Enter'), 1, 3)).toEqual({ do: 'open' });
    expect(listKeyEffect(press(' '), 1, 3)).toEqual({ do: 'toggle' });
  });

  it('do nothing while an input method composes or on an empty page', () => {
    expect(listKeyEffect(press('Enter', { isComposing: true }), 1, 3)).toBeNull();
    expect(listKeyEffect(press('ArrowDown'), 0, 0)).toBeNull();
  });

  it('leave shortcuts with Ctrl to the window', () => {
    expect(listKeyEffect(press('Home', { ctrlKey: true }), 1, 3)).toBeNull();
  });
});
