/** 制度: rules made, changed or abolished because of what an inspection found (reference 3.14, R-17). */
import type { Origin } from '../../origin.ts';
import { defineRegister, type Value } from '../../register.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { refuseDisorder, refuseFuture } from '../common/rules.ts';
import { institutionFields } from './fields.ts';
import { institutionWorkflow } from './workflow.ts';

/** 登记制度: what a measure or an item of the ledger has brought about; it then stands as evidence beside it. */
const origins: readonly Origin[] = [
  {
    register: 'rectMeasure',
    label: '登记制度',
    field: 'measures',
    fill: ({ values }) => ({
      values: {
        trigger: 'RECTIFICATION',
        items: itemsOf(values['item']),
        summary: values['content'] ?? null,
      },
      children: {},
    }),
  },
  {
    register: 'rectItem',
    label: '登记制度',
    field: 'items',
    fill: ({ values }) => ({
      values: {
        trigger: 'RECTIFICATION',
        roundId: values['roundId'] ?? null,
        targetId: values['targetId'] ?? null,
      },
      children: {},
    }),
  },
];

function itemsOf(item: Value | undefined): readonly string[] | null {
  return typeof item === 'string' && item !== '' ? [item] : null;
}

export const institution = defineRegister({
  id: 'institution',
  label: '制度',
  unit: '项',
  area: 'effect',
  group: '工作台账',
  origins,
  repeats: ['issuedAt', 'title'],
  numbering: 'ZD-{year}-{seq:4}',
  fields: [...institutionFields, ...secrecyFields],
  children: [],
  workflow: institutionWorkflow,
  deadlines: [],
  checks: [
    secrecyCheck,
    {
      key: 'datesInOrder',
      severity: 'error',
      check: ({ values, today }) =>
        refuseFuture(values, today, 'issuedAt', '印发日期') ??
        refuseDisorder(values, today, 'issuedAt', '印发日期', 'evaluatedAt', '评估日期'),
    },
  ],
  dateField: 'issuedAt',
  forms: [],
});
