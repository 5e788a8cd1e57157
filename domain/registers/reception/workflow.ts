/** The state machine of 来访来电接待 (reference 3.2): received, read back and signed, handled. */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { allOf } from '../common/rules.ts';
import { petitionMade, readBackAndSigned, receivedProperly } from './guards.ts';

/** What the visitor has signed is not rewritten afterwards; whoever must correct it has it read back again. */
const signedFor = [
  ...['receivedAt', 'startTime', 'endTime', 'duration', 'place', 'placeApart'],
  'kind',
  'personCount',
  'isGroup',
  'summary',
  'recordText',
  'recorder',
  'readBack',
  'readBackAt',
  'signed',
  'unsignedReason',
  'petitioners',
  'receivers',
  'accused',
  'accusedOrgs',
];

const states: readonly StateInfo[] = [
  { code: 'REGISTERED', label: '已登记', tone: 'neutral' },
  { code: 'SIGNED', label: '已核对签名', tone: 'progress', locks: signedFor, reachedBy: 'readBackAt' },
  { code: 'HANDLED', label: '已处理', tone: 'success', final: true, reachedBy: 'onSiteHandling' },
];

const rule = '来访来电接待流程';

const transitions: readonly Transition[] = [
  {
    key: 'readBack',
    label: '核对签名',
    from: ['REGISTERED'],
    to: 'SIGNED',
    permission: 'petition.register',
    asks: ['recorder', 'readBack', 'readBackAt', 'signed', 'unsignedReason'],
    requires: ['recorder', 'readBack', 'readBackAt'],
    early: ['recorder'],
    guard: allOf(receivedProperly, readBackAndSigned),
    basis: `${rule}：两人接待（来电、短信一人接听一人记录），记录核对签名`,
  },
  {
    key: 'correct',
    label: '更正记录',
    from: ['SIGNED', 'HANDLED'],
    to: 'REGISTERED',
    permission: 'petition.register',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank(
      'readBack',
      'readBackAt',
      'signed',
      'unsignedReason',
      'onSiteHandling',
      'handlingOpinion',
      'handledBy',
      'handledAt',
    ),
    basis: `${rule}：记录更正后重新核对`,
  },
  {
    key: 'handle',
    label: '处理',
    from: ['SIGNED'],
    to: 'HANDLED',
    permission: 'petition.register',
    asks: ['onSiteHandling', 'handlingOpinion'],
    requires: ['onSiteHandling', 'handlingOpinion'],
    stamps: { handledBy: 'actor', handledAt: 'today' },
    guard: petitionMade,
    basis: `${rule}：当场答复、登记受理、引导、转送`,
  },
];

export const receptionWorkflow: Workflow = {
  initial: 'REGISTERED',
  create: { permission: 'petition.register', stamps: { registeredBy: 'actor', registeredAt: 'today' } },
  states,
  signedAnew: signedFor,
  transitions,
};
