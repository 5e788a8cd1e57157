/** 转为问题线索 from what a group has found itself, its working papers, audit material, a locked comparison, or was given (reference 3.3). */
import type { Origin } from '../../origin.ts';
import type { ChildRow, Values } from '../../register.ts';
import { yuan } from '../../text/amounts.ts';
import { refuseUnripe } from '../common/maturity.ts';
import { joined, namedByAny } from '../common/merged.ts';
import { fundSummary } from '../problem-draft/origins.ts';
import { cutTextOf, trimmedTextOf } from '../../text/text-of.ts';

const label = '转为问题线索';
const places = ['roundId', 'groupId', 'targetId'];
const marks = ['markKind', 'secrecyLevel', 'secrecyTerm', 'secrecyBasis', 'needToKnow'];
const longestTitle = 100;
const longestIntro = 2000;

/** How the working paper came about, in the words of the ways of finding out. */
const subSources: Readonly<Record<string, string>> = {
  DOCUMENTS: 'DOCUMENTS',
  TALK: 'TALK',
  PETITION: 'LETTER',
  VISIT: 'FIELD',
  SURVEY: 'QUESTIONNAIRE',
  SPECIAL: 'SPECIAL_CHECK',
  AUDIT: 'AUDIT_MATERIAL',
};

export const fromDraft: Origin = {
  register: 'problemDraft',
  label,
  field: 'draftIds',
  from: ['LEADER_OK', 'MERGED', 'IN_REPORT', 'FILED_OFFICE'],
  refuses: ({ no, values }) => refuseUnripe(`底稿${no}`, values),
  fill: (draft, _text, { merged = [] } = {}) => ({
    values: {
      ...common(draft.values),
      title: cutTextOf(draft.values['title'], longestTitle),
      problemIntro: joined([draft, ...merged], 'summary', longestIntro),
      sourceDetail: subSources[String(draft.values['origin'])] ?? null,
      auditMaterialIds: namedByAny([draft, ...merged], 'auditMaterials'),
      fundIds: namedByAny([draft, ...merged], 'funds'),
      evidence: cutTextOf(
        linesOf(
          [draft, ...merged].flatMap(({ children }) => children['evidence'] ?? []),
          'name',
        ),
        longestIntro,
      ),
    },
    children: {},
  }),
};

export const fromAuditMaterial: Origin = {
  register: 'auditMaterial',
  label,
  field: 'auditMaterialIds',
  from: ['RECEIVED', 'IN_USE'],
  fill: ({ values, children, no }) => ({
    values: {
      ...common(values),
      title: cutTextOf(`${trimmedTextOf(values['auditedOrg'])}审计发现的有关问题`, longestTitle),
      problemIntro: cutTextOf(issuesIn(children['issues']), longestIntro),
      sourceKind: 'AUDIT',
      sourceDetail: 'AUDIT_MATERIAL',
      evidence: `审计材料 ${no}：${trimmedTextOf(values['title'])}${trimmedTextOf(values['docNo'])}`,
    },
    children: {},
  }),
};

export const fromFunds: Origin = {
  register: 'fundComparison',
  label,
  field: 'fundIds',
  from: ['LOCKED'],
  fill: ({ values, no }) => ({
    values: {
      ...common(values),
      title: cutTextOf(`${trimmedTextOf(values['project'])}资金有关问题`, longestTitle),
      problemIntro: cutTextOf(fundSummary(values), longestIntro),
      sourceDetail: 'ACCOUNTS',
      evidence: `三数比对表 ${no}`,
    },
    children: {},
  }),
};

/** What another organ says it has given (提供问题线索, 移送审计线索). */
const giving: Readonly<Record<string, Values>> = {
  DISCIPLINE: { sourceDetail: 'DISCIPLINE' },
  AUDIT: { sourceKind: 'AUDIT', sourceDetail: 'AUDIT_MATERIAL' },
};

export const fromCoordination: Origin = {
  register: 'coordRequest',
  label,
  field: 'coordIds',
  from: ['REPLIED', 'CLOSED'],
  fill: ({ values, no }) => ({
    values: {
      ...common(values),
      ...giving[String(values['mechanism'])],
      title: cutTextOf(values['title'], longestTitle),
      problemIntro: cutTextOf(values['replySummary'], longestIntro),
      evidence: `协作事项 ${no}：${trimmedTextOf(values['toDept'])}${trimmedTextOf(values['replyDocNo'])}`,
    },
    children: {},
  }),
};

function common(values: Values): Values {
  return {
    ...Object.fromEntries([...places, ...marks].map((key) => [key, values[key] ?? null])),
    sourceKind: 'INSPECTION',
  };
}

/** Each finding with its amount, a line each. */
function issuesIn(rows: readonly ChildRow[] = []): string {
  return rows
    .map(({ values }) => {
      const { amount } = values;
      return `${trimmedTextOf(values['issue'])}${typeof amount === 'number' ? `（${yuan(amount)}）` : ''}`;
    })
    .join('\n');
}

function linesOf(rows: readonly ChildRow[] = [], key: string): string {
  return rows.map(({ values }) => trimmedTextOf(values[key])).join('\n');
}
