import type { Register } from './register.ts';

/**
 * Headings of form and page in their order: those the register puts first, then as the fields come. Child tables with a
 * heading of their own stand before the last one, which is the secrecy mark.
 */
export function sectionsOf(register: Register): readonly string[] {
  const ofFields = [...new Set(register.fields.map(({ section }) => section))];
  const ofChildren = register.children.map(({ section }) => section);
  const all = [...ofFields.slice(0, -1), ...ofChildren, ...ofFields.slice(-1)];
  return [...new Set([...(register.sections ?? []), ...all])];
}
