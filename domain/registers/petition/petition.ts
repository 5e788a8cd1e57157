/** 信访件: letters, calls, visits and transferred items that reflect problems (reference 3.1). */
import { defineRegister } from '../../register.ts';
import { petitionChecks } from './checks.ts';
import { petitionChildren } from './children.ts';
import { closingFields } from './closing-fields.ts';
import { contentFields } from './content-fields.ts';
import { petitionDeadlines } from './deadlines.ts';
import { decisionFields } from './decision-fields.ts';
import { markProposal } from './mark-proposal.ts';
import { fromReception } from './from-reception.ts';
import { receiptFields } from './receipt-fields.ts';
import { sealedDirectEnvelope } from './sealed-direct.ts';
import { petitionWorkflow } from './workflow.ts';

const fields = [...receiptFields, ...contentFields, ...decisionFields, ...closingFields];

export const petition = defineRegister({
  id: 'petition',
  label: '信访件',
  origins: [fromReception],
  unit: '件',
  area: 'petition',
  group: '登记簿',
  travels: [{ kind: 'petitions', direction: 'up', which: 'all' }],
  numbering: 'XF{region}-{year}-{seq:5}',
  fields,
  children: petitionChildren,
  workflow: petitionWorkflow,
  deadlines: petitionDeadlines,
  checks: petitionChecks(fields),
  proposals: [markProposal],
  envelope: sealedDirectEnvelope,
  dateField: 'receivedAt',
  // A letter goes with what another unit deals with; what stays here, went up unopened or back has none.
  formsWhen: {
    F05: { field: 'handling', isNot: ['SELF', 'SEALED', 'RETAIN', 'MERGE', 'NOT_ACCEPT', 'RETURN'] },
  },
  forms: ['F01', 'F04', 'F05', 'F06', 'F07', 'F08', 'F09', 'F10'],
});
