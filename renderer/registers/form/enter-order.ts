/** Enter walks through a form as it does through a spreadsheet. */

const stops =
  'input:not([disabled]):not([type="hidden"]):not([tabindex="-1"]), textarea:not([disabled]), button[data-stop]';

/** The stops of a form in reading order; one per radio group, none that is folded away. */
function stopsOf(form: HTMLElement): readonly HTMLElement[] {
  const groups = new Set<Element>();
  return [...form.querySelectorAll<HTMLElement>(stops)].filter((stop) => {
    if (stop.closest('[hidden], [aria-hidden="true"]')) return false;
    const group = stop.closest('[role="radiogroup"]');
    if (!group) return true;
    const chosen = group.querySelector('input:checked');
    if (groups.has(group) || (chosen !== null && chosen !== stop)) return false;
    groups.add(group);
    return true;
  });
}

/** Moves the focus to the stop after (or before) the one that has it; false at the end. */
export function focusNeighbour(form: HTMLElement, from: Element, step: 1 | -1): boolean {
  const all = stopsOf(form);
  const group = from.closest('[role="radiogroup"]');
  const at = all.findIndex(
    (stop) => stop === from || (group !== null && stop.closest('[role="radiogroup"]') === group),
  );
  const next = all[at + step];
  if (at < 0 || !next) return false;
  next.focus();
  if (next instanceof HTMLInputElement && next.type === 'text') next.select();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

export type EnterEffect = 'next' | 'chooseThenNext' | 'leave';

interface EnterPress {
  readonly isComposing: boolean;
  readonly modified: boolean;
  /** `select` and `multiple` are drop-downs; `text` any single-line input. */
  readonly target: 'text' | 'area' | 'select' | 'multiple' | 'radio' | 'button';
  readonly open: boolean;
}

/** What Enter does at a place of the form. In long texts it is a new line; an open list takes it first. */
export function enterEffect({ isComposing, modified, target, open }: EnterPress): EnterEffect {
  if (isComposing || modified || target === 'area' || target === 'button') return 'leave';
  if (target === 'multiple' && open) return 'leave';
  if (target === 'select' && open) return 'chooseThenNext';
  return 'next';
}

/** Reads the place of a key press from the page. */
export function enterPlace(target: EventTarget | null): Pick<EnterPress, 'target' | 'open'> {
  if (!(target instanceof HTMLElement)) return { target: 'button', open: false };
  const select = target.closest('.ant-select');
  if (select) {
    const open = select.classList.contains('ant-select-open');
    return { target: select.classList.contains('ant-select-multiple') ? 'multiple' : 'select', open };
  }
  if (target instanceof HTMLTextAreaElement) return { target: 'area', open: false };
  if (target instanceof HTMLInputElement) {
    return { target: target.type === 'radio' || target.type === 'checkbox' ? 'radio' : 'text', open: false };
  }
  return { target: 'button', open: false };
}
