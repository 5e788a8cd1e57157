/** What a working paper begins with when it is made from what a group has found, or from a letter (reference 3.9, 3.11, 3.13). */
import type { Origin } from '../../origin.ts';
import type { Values } from '../../register.ts';
import { inspectionOf } from '../common/inspection-fields.ts';
import { yuan } from '../../text/amounts.ts';

const findings: readonly Origin[] = [
  {
    register: 'activity',
    label: '形成底稿',
    field: 'activities',
    fill: (source) => ({
      values: {
        ...inspectionOf(source),
        summary: source.values['result'] ?? null,
        place: source.values['place'] ?? null,
        maturity: source.values['maturity'] ?? null,
      },
      children: {},
    }),
  },
  {
    register: 'fundComparison',
    label: '形成底稿',
    field: 'funds',
    from: ['LOCKED'],
    fill: (source) => ({
      values: {
        ...inspectionOf(source),
        title: source.values['project'] ?? null,
        summary: fundSummary(source.values),
      },
      children: { evidence: [{ name: `三数比对表 ${source.no}` }] },
    }),
  },
  {
    register: 'auditMaterial',
    label: '形成底稿',
    field: 'auditMaterials',
    from: ['RECEIVED', 'IN_USE'],
    fill: (source) => ({
      values: {
        ...inspectionOf(source),
        title: source.values['auditedOrg'] ?? null,
        origin: 'AUDIT',
        summary: (source.children['issues'] ?? [])
          .flatMap(({ values }) => (typeof values['issue'] === 'string' ? [values['issue']] : []))
          .join('\n'),
      },
      children: { evidence: [{ name: `审计材料 ${source.no}`, pages: source.values['pages'] ?? null }] },
    }),
  },
];

/** What the group found of a letter's matter is its own; what the petitioner wrote is not copied. */
const fromLetter: Origin = {
  register: 'petition',
  label: '形成底稿',
  field: 'petitions',
  from: ['APPROVED', 'REPLIED', 'CONVERTED', 'RETAINED', 'IMMEDIATE'],
  fill: (source) => ({ values: { ...inspectionOf(source), origin: 'PETITION' }, children: {} }),
};

export const draftOrigins: readonly Origin[] = [...findings, fromLetter];

/** The three figures and the gap in a sentence, and the reason as it was signed for. */
export function fundSummary(values: Values): string {
  const amount = (key: string): string => {
    const cents = values[key];
    return typeof cents === 'number' ? yuan(cents) : '0.00元';
  };
  const figures = `上级给${amount('allocated')}，被巡察单位支${amount('paid')}，实际落地${amount('landed')}，总差额${amount('gapTotal')}。`;
  const { project, explanation } = values;
  return `${typeof project === 'string' ? `${project}：` : ''}${figures}${typeof explanation === 'string' ? explanation : ''}`;
}
