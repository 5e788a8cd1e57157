/**
 * What a notice is made of: an item that is late, a task that found something, a visit that found people unsatisfied, and what
 * is to be put right within the stay (立行立改, reference 3.5).
 */
import type { Origin } from '../../origin.ts';
import type { Values } from '../../register.ts';
import { cutTextOf } from '../../text/text-of.ts';
import { inspectionOf } from '../common/inspection-fields.ts';
import { refuseUnripe } from '../common/maturity.ts';
import { filled } from '../common/rules.ts';
import { isTroubled } from '../follow-up-visit/workflow.ts';
import { addressed } from './recipients.ts';

/** What the notice says takes no more; the rest stands in the record of the visit. */
const matterLength = 2000;
const demandLength = 1000;
const more = '……（详见回访记录）';

/** What the visit was about and what it found, as one text. */
function matterOf({ matter, findings }: Values): string | null {
  const parts = [matter, findings].filter(filled).map((part) => String(part).trim());
  const text = parts
    .map((part, at) => (at + 1 < parts.length ? part.replace(/[。.；;，,]+$/u, '') : part))
    .join('。');
  if (text === '') return null;
  return text.length <= matterLength ? text : `${text.slice(0, matterLength - more.length)}${more}`;
}

const atOnce = '发立行立改通知书';

/** 立行立改 is ordered of the inspected organisation itself. */
function orderedAtOnce(values: Values, says: Values): ReturnType<Origin['fill']> {
  const toOrg = values['targetId'] ?? null;
  return { values: { ...inspectionOf({ values }), kind: 'IMMEDIATE', toOrg, ...says }, children: {} };
}

const immediate: readonly Origin[] = [
  {
    register: 'problemDraft',
    label: atOnce,
    field: 'drafts',
    from: ['LEADER_OK', 'MERGED', 'IN_REPORT', 'FILED_OFFICE'],
    refuses: ({ no, values }) => refuseUnripe(`底稿${no}`, values),
    fill: ({ values }) => orderedAtOnce(values, { matter: cutTextOf(values['summary'], matterLength) }),
  },
  {
    register: 'problem',
    label: atOnce,
    field: 'problems',
    // Once it has been fed back the group has left; then it stands in the ledger.
    from: ['CONFIRMED'],
    fill: ({ values }) =>
      orderedAtOnce(values, {
        matter: cutTextOf(values['statement'], matterLength),
        demand: cutTextOf(values['suggestion'], demandLength),
      }),
  },
  {
    register: 'petition',
    label: atOnce,
    field: 'petitions',
    from: ['IMMEDIATE'],
    // Nothing of what the petitioner wrote: the letter goes to the organisation it is about.
    fill: ({ values }) => orderedAtOnce(values, { replyDueAt: values['replyDueAt'] ?? null }),
  },
];

export const noticeOrigins: readonly Origin[] = [
  {
    register: 'rectItem',
    label: '发督办（预警）文书',
    field: 'items',
    from: ['NOT_STARTED', 'IN_PROGRESS', 'REOPENED'],
    fill: ({ values }, _text, { light } = {}) => ({
      values: {
        ...inspectionOf({ values }),
        matter: values['statement'] ?? null,
        ...addressed(light, {
          toOrg: values['targetId'] ?? null,
          toPerson: values['person'] ?? null,
          chargeLeader: values['chargeLeader'] ?? null,
        }),
      },
      children: {},
    }),
  },
  {
    register: 'supervisionTask',
    label: '发督办文书',
    field: 'task',
    from: ['FOUND_ISSUE'],
    fill: ({ values }) => ({
      values: {
        ...inspectionOf({ values }),
        toOrg: values['targetId'] ?? null,
        matter: values['findings'] ?? null,
        demand: values['opinion'] ?? null,
      },
      children: {},
    }),
  },
  {
    register: 'followUpVisit',
    label: '发督办文书',
    field: 'visit',
    from: ['VISITED', 'CLOSED'],
    refuses: ({ no, values }) =>
      isTroubled(values)
        ? undefined
        : {
            type: 'NothingToUrge',
            what: `回访${no}没有不满意，也没有发现新问题，不需要督办。`,
            why: '督办文书针对群众不满意或者反弹的事项。',
            next: '确有问题的，请先改正回访结果。',
          },
    fill: ({ values }) => ({
      values: {
        ...inspectionOf({ values }),
        toOrg: values['targetId'] ?? null,
        items: values['items'] ?? null,
        matter: matterOf(values),
      },
      children: {},
    }),
  },
  ...immediate,
];
