/** 协作矩阵: mechanisms × phases, and what is counted in each cell (reference 2.3, 3.10). */
import { addDays } from '../calendar/dates.ts';
import { among, type Condition } from '../statistics/measures.ts';

/** How far the requests of a cell have come; 逾期 are among those that wait. */
export const standings = {
  drafting: '待发出',
  waiting: '待答复',
  overdue: '其中逾期',
  replied: '已答复',
} as const;
export type Standing = keyof typeof standings;
export const standingKeys = Object.keys(standings) as readonly Standing[];

/** Overdue as the table of requests counts it: the day asked for has passed and no answer has come. */
export function standingConditions(standing: Standing, today: string): readonly Condition[] {
  switch (standing) {
    case 'drafting':
      return [among('state', ['DRAFT', 'APPROVED'])];
    case 'waiting':
      return [among('state', ['SENT', 'SIGNED'])];
    case 'overdue':
      return [
        among('state', ['SENT', 'SIGNED']),
        { field: 'dueAt', op: 'between', from: null, to: addDays(today, -1) },
      ];
    case 'replied':
      return [among('state', ['REPLIED', 'CLOSED'])];
  }
}

/** Meetings in which the mechanisms consult with each other. */
export const consultingKinds = ['LEAD_CONSULT', 'AUDIT_JOINT', 'RECT_JOINT'] as const;
