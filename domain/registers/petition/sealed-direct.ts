/**
 * 径送: a letter that belongs to the upper organ, or accuses the head of the own one, goes on sealed within five
 * working days. Its content may not be copied, excerpted or entered anywhere (reference 3.1.2, hard rule).
 */
import { isEmpty } from '../../empty.ts';
import type { Failure } from '../../failure.ts';
import type { ChildRowsByKey, EnvelopeRule, Values } from '../../register.ts';

/** What F08 径送登记单 shows: the envelope, its way and its receipt; no child table at all. */
export const sealedDirectAllowedFields: readonly string[] = [
  'receivedAt',
  'registeredAt',
  'registeredBy',
  'sealedDirect',
  'jurisdiction',
  'envelopeNo',
  'sourceUnitName',
  'copies',
  'pages',
  'openedBy',
  'openedBy2',
  'handling',
  'toOrg',
  'sentAt',
  'receiptAt',
  'receiptBy',
  'sealedBy',
  'archiveBoxNo',
];

/** True when nothing but the envelope may be recorded, in whatever state the letter is. */
export function isContentBlocked(values: Values): boolean {
  return values['sealedDirect'] === true || values['jurisdiction'] === 'UPPER';
}

export const sealedDirectEnvelope: EnvelopeRule = {
  applies: isContentBlocked,
  fields: sealedDirectAllowedFields,
  basis: '纪检监察机关处理检举控告工作规则第十五条',
};

/** Keys of fields and child tables that hold something although only the envelope may be recorded. */
export function forbiddenContent(values: Values, children: ChildRowsByKey): readonly string[] {
  if (!isContentBlocked(values)) return [];
  const fields = Object.keys(values).filter(
    (key) => !sealedDirectAllowedFields.includes(key) && values[key] !== false && !isEmpty(values[key]),
  );
  return [...fields, ...Object.keys(children).filter((key) => (children[key]?.length ?? 0) > 0)];
}

/** The refusal for a 径送件 with content, or undefined. The content itself is never repeated in it. */
export function refuseContent(values: Values, children: ChildRowsByKey): Failure | undefined {
  const forbidden = forbiddenContent(values, children);
  if (forbidden.length === 0) return undefined;
  const sentence = '径送件不得填写此项。';
  return {
    type: 'SealedDirectContent',
    what: '径送件只能登记信封信息，不得录入内容。',
    why: '属于上级受理或者反映本机关主要负责人的信访件，不得摘抄、复制或者将内容录入系统。',
    next: '请清空标出的各项后再保存；确实不属于径送的，请改正“径送”和“管辖”。',
    fields: Object.fromEntries(forbidden.map((key) => [key, sentence])),
  };
}
