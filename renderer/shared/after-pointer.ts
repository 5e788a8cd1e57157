let isDown = false;
let waiting: (() => void)[] = [];

function release(): void {
  isDown = false;
  const due = waiting;
  waiting = [];
  if (due.length > 0) window.setTimeout(() => due.forEach((work) => work()));
}

window.addEventListener('pointerdown', () => (isDown = true), { capture: true });
window.addEventListener('pointerup', release, { capture: true });
window.addEventListener('pointercancel', release, { capture: true });

/**
 * Does it at once, or after the click that is under way: a field that is left by pressing a button may lose the line below it,
 * and the button would be gone from under the pointer before it is let go.
 */
export function afterPointer(work: () => void): void {
  if (isDown) waiting.push(work);
  else work();
}
