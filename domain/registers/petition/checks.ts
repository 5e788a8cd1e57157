/** Rules over a whole letter, checked at every save: errors block, warnings are confirmed with a reason. */
import type { Failure } from '../../failure.ts';
import type { Field, RecordCheck, Values } from '../../register.ts';
import { extensionReasonCheck, refuseDisorders, type DateOrder } from '../common/rules.ts';
import { ownPeopleCheck } from '../common/own-people.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { petitioners } from './children.ts';
import { refuseRealNameWithoutContact } from './guards.ts';
import { refuseContent } from './sealed-direct.ts';

const orders: readonly DateOrder[] = [
  ['postmarkDate', '邮戳日期', 'receivedAt', '收件日期'],
  ['transferDate', '转（交）来日期', 'receivedAt', '收件日期'],
  ['receivedAt', '收件日期', 'registeredAt', '登记日期'],
  ['receivedAt', '收件日期', 'informAt', '受理告知日期'],
  ['concludedAt', '办理完毕日期', 'feedbackAt', '结果反馈日期'],
  ['occurFrom', '问题发生时间起', 'occurTo', '问题发生时间止'],
  ['receivedAt', '收件日期', 'sentAt', '发出日期'],
  ['sentAt', '发出日期', 'receiptAt', '签收日期'],
  ['sentAt', '发出日期', 'replyAt', '回告日期'],
  ['receivedAt', '收件日期', 'concludedAt', '办理完毕日期'],
];

/** `fields` are those of the register. */
export const petitionChecks = (fields: readonly Field[]): readonly RecordCheck[] => [
  {
    key: 'sealedDirectContent',
    severity: 'error',
    check: ({ values, children }) => refuseContent(values, children),
  },
  {
    key: 'datesInOrder',
    severity: 'error',
    check: ({ values, today }) => refuseDisorders(orders, values, today),
  },
  secrecyCheck,
  extensionReasonCheck('办理期限'),
  ownPeopleCheck(fields, petitioners),
  {
    key: 'realNameContact',
    severity: 'warning',
    check: ({ values, children }) => refuseRealNameWithoutContact(values, children),
  },
  {
    key: 'jointCount',
    severity: 'warning',
    check: ({ values, children }) => jointCount(values, children['petitioners']?.length ?? 0),
  },
  {
    key: 'nobodyAccused',
    severity: 'warning',
    check: ({ values, children }) =>
      values['category'] === 'ACCUSATION' &&
      (children['accused']?.length ?? 0) + (children['accusedOrgs']?.length ?? 0) === 0
        ? {
            type: 'NobodyAccused',
            what: '检举控告件没有登记被反映人或者被反映单位。',
            why: '没有被反映人就无法查重，也不能转问题线索。',
            next: '请补填；来信确实没有写明的，说明原因后保存。',
            fields: { category: '没有登记被反映人。' },
          }
        : undefined,
  },
];

function jointCount(values: Values, petitioners: number): Failure | undefined {
  const count = values['jointCount'];
  if (values['isJoint'] !== true || typeof count !== 'number' || petitioners <= 1 || count >= petitioners)
    return undefined;
  return {
    type: 'JointCountTooSmall',
    what: '联名人数少于已登记的反映人数。',
    why: `登记了${petitioners}名反映人，联名人数填的是${count}。`,
    next: '请核对联名人数。',
    fields: { jointCount: `已登记${petitioners}名反映人。` },
  };
}
