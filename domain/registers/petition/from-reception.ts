/** 生成信访件: a letter made from a visit, a call or a text message (reference 3.2). */
import type { Origin } from '../../origin.ts';
import type { ChildRow, Values } from '../../register.ts';

const carried = [
  'receivedAt',
  'roundId',
  'groupId',
  'targetId',
  'isRealName',
  'category',
  'summary',
  'markKind',
  'secrecyLevel',
  'secrecyTerm',
  'secrecyBasis',
  'needToKnow',
];

/** 人次 of a visit is counted from 联名人数, so a visit of several people carries their number over. */
export const fromReception: Origin = {
  register: 'reception',
  label: '生成信访件',
  field: 'receptionId',
  from: ['SIGNED'],
  fill: ({ values, children }) => ({
    values: {
      ...Object.fromEntries(carried.map((key) => [key, values[key] ?? null])),
      channel: values['kind'] ?? null,
      isJoint: cameTogether(values) ? true : null,
      jointCount: cameTogether(values) ? (values['personCount'] ?? null) : null,
      copies: values['materials'] ?? null,
      pages: values['materialPages'] ?? null,
    },
    children: {
      petitioners: valuesOf(children['petitioners']),
      accused: valuesOf(children['accused']),
      accusedOrgs: valuesOf(children['accusedOrgs']),
    },
  }),
};

const cameTogether = ({ personCount }: Values): boolean => typeof personCount === 'number' && personCount > 1;

function valuesOf(rows: readonly ChildRow[] = []): readonly Values[] {
  return rows.map((row) => row.values);
}
