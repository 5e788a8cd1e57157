/** Attachments that fields name (`Field.namesAttachment`): a scan of what was signed stays as long as something rests on it. */
import type { Failure } from './failure.ts';
import type { ChildRowsByKey, Field, Register, Values } from './register.ts';

interface Content {
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

/** The fields, also of child tables, that name an attachment of this name. */
function fieldsNaming(register: Register, { values, children }: Content, name: string): readonly Field[] {
  const naming = (fields: readonly Field[], held: Values): readonly Field[] =>
    fields.filter(({ key, namesAttachment }) => namesAttachment === true && held[key] === name);
  const inRows = register.children.flatMap((child) =>
    (children[child.key] ?? []).flatMap((row) => naming(child.fields, row.values)),
  );
  return [...naming(register.fields, values), ...inRows];
}

/**
 * Why an attachment may not be taken out of the record: a field names it. Undefined where it may, as when another of the same
 * name stays. `names` are those of all attachments of the record.
 */
export function attachmentHeld(
  register: Register,
  record: Content & { readonly no: string },
  names: readonly string[],
  name: string,
): Failure | undefined {
  const labels = [...new Set(fieldsNaming(register, record, name).map(({ label }) => label))];
  if (labels.length === 0 || names.filter((each) => each === name).length > 1) return undefined;
  const named = labels.map((label) => `“${label}”`).join('、');
  return {
    type: 'AttachmentNamed',
    what: `附件“${name}”没有移除。`,
    why: `${record.no}的${named}填的是这个附件，移除后就没有了凭据。`,
    next: `请先添加正确的附件，用“修改”（已办理确定的用“更正”）在${named}中改选，再移除这个附件。`,
  };
}
