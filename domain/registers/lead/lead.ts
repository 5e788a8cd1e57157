/** 问题线索: what may have to be answered for, from the inspection to the discipline organ and back (reference 3.3). */
import { defineRegister, type Field } from '../../register.ts';
import { crossRound } from '../common/cross-round.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { leadChecks } from './checks.ts';
import { leadChildren } from './children.ts';
import { leadDeadlines } from './deadlines.ts';
import { leadDecisionFields } from './decision-fields.ts';
import { leadDisposalFields } from './disposal-fields.ts';
import { intakeFields } from './intake-fields.ts';
import { fromAuditMaterial, fromCoordination, fromDraft, fromFunds } from './findings.ts';
import { fromPetition, fromReception } from './origins.ts';
import { leadWorkflow } from './workflow.ts';

/** A remark is free text, so it is sealed like the content it remarks upon; sealed long texts are not searched. */
const markFields: readonly Field[] = secrecyFields.map((field) =>
  field.key === 'remark' ? { ...field, compartment: 'lead', searchable: false } : field,
);

/** A lead leaves the office only after it was approved and handed over; then it goes wherever its procedure takes it. */
const handedOverStates = ['HANDED_OVER', 'ACCEPTED', 'DISPOSING', 'FILED', 'DONE', 'ARCHIVED'];

export const lead = defineRegister({
  id: 'lead',
  label: '问题线索',
  unit: '件',
  area: 'lead',
  group: '问题线索',
  origins: [fromPetition, fromReception, fromDraft, fromAuditMaterial, fromFunds, fromCoordination],
  travels: [
    { kind: 'leads', direction: 'up', which: 'addressed', states: handedOverStates, handsOver: true },
    {
      ...{ kind: 'leads', direction: 'down', which: 'addressed', states: handedOverStates },
      ...{ handsOver: true, foundByGroup: true },
    },
  ],
  repeats: ['registeredAt', 'title'],
  numbering: 'XS{region}-{year}-{seq:5}',
  fields: [...intakeFields, ...leadDecisionFields, ...leadDisposalFields, ...markFields],
  children: leadChildren,
  sections: ['线索登记', '被反映人'],
  workflow: leadWorkflow,
  deadlines: leadDeadlines,
  checks: leadChecks,
  causes: [
    crossRound({
      fills: 'dualReportRequired',
      label: '须双汇报',
      why: '交叉巡察的线索由非本地干部整理，移交前须双汇报，没有填写的不核对。',
    }),
  ],
  title: 'title',
  dateField: 'registeredAt',
  forms: ['F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F17', 'F18'],
});
