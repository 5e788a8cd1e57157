/** What stands for a record in lists of results, references and the day's work. */
import type { Field, Register } from './register.ts';

/** The field that stands for a record beside its number: the one named, or the first text that must be filled. */
export function titleField(register: Register): Field | undefined {
  const plain = register.fields.filter(({ compartment }) => compartment === undefined);
  if (register.title !== undefined) return plain.find(({ key }) => key === register.title);
  return (
    plain.find(({ type, required }) => type === 'longText' && required) ??
    plain.find(({ type, required }) => type === 'text' && required)
  );
}

/** Like {@link titleField} where the record is opened with the keys of the session: the one named may be sealed then. */
export function openedTitle(register: Register): Field | undefined {
  return register.fields.find(({ key }) => key === register.title) ?? titleField(register);
}
