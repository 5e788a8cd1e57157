/** The secrecy mark of a record and its remark (reference 6.1); every register ends with them. */
import type { Field, RecordCheck } from '../../register.ts';
import { checkMark } from '../../secrecy.ts';
import { words } from '../../text/words.ts';

/** Where the mark stands in the form. */
export const secrecySection = '密级与备注';

export const secrecyFields: readonly Field[] = [
  {
    key: 'markKind',
    label: '秘密种类',
    type: 'code',
    list: 'markKind',
    section: secrecySection,
    filter: 'codes',
    synonyms: words('涉密情况 是否涉密'),
  },
  {
    key: 'secrecyLevel',
    label: '密级',
    type: 'code',
    list: 'secrecyLevel',
    section: secrecySection,
    span: 4,
    filter: 'codes',
    synonyms: words('秘密等级 保密级别'),
  },
  {
    key: 'secrecyTerm',
    label: '保密期限',
    type: 'text',
    maxLength: 20,
    section: secrecySection,
    span: 4,
    synonyms: words('密级期限'),
    example: '10年',
    help: '满一年的写年数，不满一年的写月数，例如 10年、6个月。',
  },
  {
    key: 'secrecyBasis',
    label: '定密依据',
    type: 'text',
    maxLength: 300,
    section: secrecySection,
    synonyms: words('定密理由'),
  },
  {
    key: 'needToKnow',
    label: '知悉范围',
    type: 'text',
    maxLength: 300,
    section: secrecySection,
    span: 16,
    synonyms: words('知悉人员'),
  },
  {
    key: 'remark',
    label: '备注',
    type: 'longText',
    maxLength: 1000,
    section: secrecySection,
    span: 24,
    searchable: true,
    synonyms: words('说明 其他情况 备注说明'),
  },
];

/** Kind, level and term of the mark go together. */
export const secrecyCheck: RecordCheck = {
  key: 'secrecyMark',
  severity: 'error',
  check: ({ values }) => checkMark(values),
};
