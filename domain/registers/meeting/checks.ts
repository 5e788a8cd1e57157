/** Rules over a whole meeting, checked at every save. */
import type { RecordCheck } from '../../register.ts';
import { refuseDisorder } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';

export const meetingChecks: readonly RecordCheck[] = [
  secrecyCheck,
  {
    key: 'minutesAfterMeeting',
    severity: 'error',
    check: ({ values, today }) =>
      refuseDisorder(values, today, 'heldAt', '会议日期', 'minutesAt', '纪要签发日期'),
  },
  {
    key: 'presentTwice',
    severity: 'warning',
    check: ({ children }) => {
      const people = (children['attendees'] ?? []).map(({ values: { name, unit } }) => ({ name, unit }));
      const again = people.find(({ name, unit }, index) =>
        people.slice(0, index).some((each) => each.name === name && each.unit === unit),
      );
      if (typeof again?.name !== 'string') return undefined;
      return {
        type: 'PresentTwice',
        what: `参会人员“${again.name}”登记了两次。`,
        why: '同一人登记两次，到会人数就不对。',
        next: '请删除多余的一行；确有同名的人，说明后保存。',
      };
    },
  },
];
