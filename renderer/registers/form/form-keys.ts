import type { KeyboardEvent } from 'react';
import { leaveField } from '../../shared/leave-field.ts';
import { enterEffect, enterPlace, focusNeighbour } from './enter-order.ts';

/** Done with the form as it is then, which is later than when it was last drawn. */
interface Commands {
  readonly save: () => void;
  readonly saveAndNext: () => void;
  readonly cancel: () => void;
}

/** Ctrl+S, Ctrl+Enter and Esc anywhere on the form's page. */
export function pressCommand(event: KeyboardEvent, commands: Commands): void {
  const { key, ctrlKey, nativeEvent } = event;
  if (nativeEvent.isComposing || event.defaultPrevented || isInDialog(event.target)) return;
  if (key === 'Escape') {
    if (!enterPlace(event.target).open) commands.cancel();
  } else if (ctrlKey && key.toLowerCase() === 's') {
    event.preventDefault();
    afterLeaving(commands.save);
  } else if (ctrlKey && key === 'Enter') {
    event.preventDefault();
    afterLeaving(commands.saveAndNext);
  }
}

/** The field is entered again before the command is given. */
function afterLeaving(command: () => void): void {
  leaveField((field) => {
    field?.focus({ preventScroll: true });
    command();
  });
}

/** Dialogs are drawn elsewhere, but their events bubble through the form that opened them. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

/** Enter moves to the next field, Shift+Enter back; to be used while the event is captured. */
export function pressEnter(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget: form, target } = event;
  if (event.key !== 'Enter' || !(target instanceof HTMLElement)) return;
  const place = enterPlace(target);
  const effect = enterEffect({
    isComposing: event.nativeEvent.isComposing,
    modified: event.ctrlKey || event.altKey || event.metaKey,
    ...place,
  });
  const step = event.shiftKey ? -1 : 1;
  if (effect === 'chooseThenNext') {
    setTimeout(() => focusNeighbour(form, target, step));
  } else if (effect === 'next') {
    event.preventDefault();
    if (place.target !== 'text') event.stopPropagation();
    focusNeighbour(form, target, step);
  }
}
