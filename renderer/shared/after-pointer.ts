let isDown = false;
for (const [type, down] of [
  ['pointerdown', true],
  ['pointerup', false],
  ['pointercancel', false],
] as const)
  window.addEventListener(type, () => (isDown = down), { capture: true });

/**
 * Does it at once, or after the click that is under way: a field that is left by pressing a button may lose the line below it,
 * and the button would be gone from under the pointer before it is let go.
 */
export function afterPointer(work: () => void): void {
  if (!isDown) work();
  else window.addEventListener('pointerup', () => window.setTimeout(work), { capture: true, once: true });
}
