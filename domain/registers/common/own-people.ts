/** What a letter or a visit says in the open may not tell who its own petitioners are (reference 6.4). */
import { roleLabels, rolesWith } from '../../access/permissions.ts';
import { createLeakCheck } from '../../leak-check.ts';
import { petitionerTexts } from '../../petitioner-texts.ts';
import type { ChildTable, Field, RecordCheck } from '../../register.ts';

/** Shorter texts are names and numbers of others: who took the record down may be called like the visitor. */
const sentence = 200;

/**
 * A warning and no error: others may bear the name, and a summary may have to tell whom it is about. `fields` are those of
 * the register, of which every text that takes a sentence is looked at; `people` is its sealed table. Sees nothing where its rows are masked.
 */
export function ownPeopleCheck(
  fields: readonly Field[],
  { key: table, label }: Pick<ChildTable, 'key' | 'label'>,
): RecordCheck {
  const open = fields.filter(
    ({ type, maxLength = 0, compartment, derived }) =>
      (type === 'longText' || (type === 'text' && maxLength >= sentence)) &&
      compartment === undefined &&
      !derived,
  );
  return {
    key: 'ownPeopleNamed',
    severity: 'warning',
    reasonInLog: true,
    check: ({ values, children }) => {
      const check = createLeakCheck((children[table] ?? []).flatMap(petitionerTexts));
      const naming = open.filter(({ key }) => {
        const text = values[key];
        return typeof text === 'string' && check(text).length > 0;
      });
      if (naming.length === 0) return undefined;
      const labels = naming.map((field) => `“${field.label}”`).join('');
      return {
        type: 'OwnPeopleNamed',
        what: `${labels}中写有${label}的姓名、电话、证件号码或者住址。`,
        why: `${labels}不作隐去：列表、检索和打印中“${label}”即使显示为“赵**”，${readers()}以及收到此件的单位也看得到这里写的全文，并且能按姓名检索到。请把有关文字改为“反映人”，身份信息只填写在“${label}”中；确属同名的他人的，写明理由。`,
        next: `请把有关文字改为“反映人”，身份信息只填写在“${label}”中。`,
        fields: Object.fromEntries(naming.map(({ key }) => [key, '写有反映人信息，请改为“反映人”。'])),
      };
    },
  };
}

/** The posts that read letters and visits. */
function readers(): string {
  return rolesWith('petition.read')
    .map((role) => roleLabels[role])
    .join('、');
}
