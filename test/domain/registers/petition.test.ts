import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf } from '../../../domain/calendar/deadlines.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { lockedFields } from '../../../domain/locks.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRow, ChildRowsByKey, GuardContext, Values } from '../../../domain/register.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import {
  forbiddenContent,
  isContentBlocked,
  sealedDirectAllowedFields,
} from '../../../domain/registers/petition/sealed-direct.ts';
import { permissions } from '../../../domain/access/permissions.ts';
import { calendarYears } from '../calendar/years.ts';

const calendar = createCalendar(calendarYears);
const today = '2026-04-20';

function row(values: Values): ChildRow {
  return { rowId: 'row', values };
}

function guard(key: string, values: Values, children: ChildRowsByKey = {}): string | undefined {
  const transition = petition.workflow.transitions.find((candidate) => candidate.key === key);
  if (!transition) throw new Error(`no transition ${key}`);
  const context: GuardContext = { values, children, actor: 'user', today, ...noOthers };
  return transition.guard?.(context)?.type;
}

function check(key: string, values: Values, children: ChildRowsByKey = {}): string | undefined {
  const found = petition.checks?.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no check ${key}`);
  return found.check({ values, children, today })?.type;
}

function clocks(values: Values, on = today): Readonly<Record<string, string>> {
  const statuses = deadlinesOf(petition, values, deadlineRuleSeed, calendar, on);
  return Object.fromEntries(statuses.map(({ rule, due, state }) => [rule, `${due ?? '?'} ${state}`]));
}

describe('the description', () => {
  it('uses only permissions that roles can hold', () => {
    for (const transition of petition.workflow.transitions)
      expect(permissions).toContain(transition.permission);
  });

  it('lets every state be reached and only sealed letters stay for good', () => {
    const { initial, states, transitions } = petition.workflow;
    const reached = new Set([initial]);
    for (let size = 0; size !== reached.size;) {
      size = reached.size;
      for (const { from, to } of transitions)
        if (to !== undefined && from.some((state) => reached.has(state))) reached.add(to);
    }
    expect([...reached].sort()).toEqual(states.map(({ code }) => code).sort());
    const stuck = states.filter(
      ({ code }) =>
        !transitions.some(({ from, to }) => from.includes(code) && to !== undefined && to !== code),
    );
    expect(stuck.map(({ code }) => code)).toEqual(['SEALED_SENT']);
  });

  it('gives no heading to two fields of the same table', () => {
    const tables = [petition.fields, ...petition.children.map(({ fields }) => fields)];
    for (const fields of tables) {
      const headings = fields.flatMap(({ label, synonyms = [] }) => [...new Set([label, ...synonyms])]);
      expect(headings.filter((heading, index) => headings.indexOf(heading) !== index)).toEqual([]);
    }
  });

  it('masks every field about petitioners and seals their table', () => {
    const sealed = petition.children.filter(({ compartment }) => compartment === 'petitioner');
    expect(sealed.map(({ key }) => key)).toEqual(['petitioners']);
    for (const field of sealed.flatMap(({ fields }) => fields)) {
      expect(field.mask, field.key).toBeDefined();
      expect(field.searchable, field.key).toBeUndefined();
    }
  });
});

describe('guards', () => {
  const petitioner = row({ name: '张某', phone: '13911321234' });

  it('need two different openers of a letter before it is proposed', () => {
    expect(guard('propose', { channel: 'LETTER', openedBy: 'a' })).toBe('TwoOpenersNeeded');
    expect(guard('propose', { channel: 'LETTER', openedBy: 'a', openedBy2: 'a' })).toBe('TwoOpenersNeeded');
    expect(guard('propose', { channel: 'LETTER', openedBy: 'a', openedBy2: 'b' })).toBeUndefined();
    expect(guard('propose', { channel: 'CALL' })).toBeUndefined();
  });

  it('need a name and a contact for a real-name letter', () => {
    const values = { channel: 'CALL', isRealName: true };
    expect(guard('propose', values, { petitioners: [row({ name: '张某' })] })).toBe('RealNameWithoutContact');
    expect(guard('propose', values, { petitioners: [row({ phone: '139' })] })).toBe('RealNameWithoutContact');
    expect(guard('propose', values, { petitioners: [petitioner] })).toBeUndefined();
  });

  it('need an answer whether a letter with a name and a contact is a real-name one', () => {
    const answered = (isRealName: boolean | null, petitioners = [petitioner]) =>
      guard('propose', { channel: 'CALL', isRealName }, { petitioners });
    expect(answered(null)).toBe('RealNameUnsaid');
    expect(answered(false)).toBeUndefined();
    expect(answered(null, [row({ name: '张某' })])).toBeUndefined();
  });

  it('let only four eyes approve', () => {
    const approve = petition.workflow.transitions.find(({ key }) => key === 'approve');
    expect(approve?.differsFrom).toEqual(['proposedBy']);
    const seal = petition.workflow.transitions.find(({ key }) => key === 'sealDirect');
    expect(seal?.differsFrom).toEqual(['registeredBy']);
  });

  it('transfer only what is to be transferred, and not before it came', () => {
    expect(guard('send', { handling: 'RETAIN' })).toBe('HandlingNotTransfer');
    expect(guard('send', { handling: 'FORWARD', receivedAt: '2026-04-10', sentAt: '2026-04-09' })).toBe(
      'DatesOutOfOrder',
    );
    expect(guard('send', { handling: 'FORWARD', receivedAt: '2026-04-10', sentAt: '2026-04-21' })).toBe(
      'DatesOutOfOrder',
    );
    expect(
      guard('send', { handling: 'FORWARD', receivedAt: '2026-04-10', sentAt: '2026-04-20' }),
    ).toBeUndefined();
  });

  it('close own work directly and nothing else, and never propose 径送 as a handling', () => {
    expect(guard('closeOwn', { handling: 'FORWARD' })).toBe('NotOwnWork');
    expect(guard('closeOwn', { handling: 'SELF', concludedAt: '2026-04-20' })).toBeUndefined();
    expect(guard('propose', { channel: 'CALL', handling: 'SEALED' })).toBe('HandlingSealed');
    expect(guard('approve', { handling: 'SEALED' })).toBe('HandlingSealed');
  });

  it('leave a decision to the steps once it has been taken', () => {
    expect([...lockedFields(petition, 'REGISTERED')]).toEqual([]);
    expect(lockedFields(petition, 'PROPOSED')).toContain('proposal');
    for (const { code, final } of petition.workflow.states) {
      if (final === true || code === 'REGISTERED' || code === 'PROPOSED') continue;
      expect([...lockedFields(petition, code)], code).toEqual(
        expect.arrayContaining(['approval', 'handling', 'proposal']),
      );
    }
  });

  it('take replies only for 交办 and 督办, and close those only after the reply', () => {
    expect(guard('reply', { handling: 'FORWARD' })).toBe('NoReplyExpected');
    expect(guard('reply', { handling: 'SUPERVISE' })).toBeUndefined();
    expect(guard('close', { handling: 'ASSIGN', sentAt: '2026-04-01' })).toBe('ReplyOutstanding');
    expect(
      guard('close', { handling: 'ASSIGN', sentAt: '2026-04-01', replyAt: '2026-04-10' }),
    ).toBeUndefined();
  });

  it('close a real-name letter only after the result was fed back', () => {
    expect(guard('close', { isRealName: true })).toBe('FeedbackOutstanding');
    const told = { isRealName: true, feedbackAt: '2026-04-19' };
    expect(guard('close', told)).toBe('FeedbackOutstanding');
    expect(guard('close', { ...told, feedbackWay: 'PHONE' })).toBeUndefined();
  });

  it('turn only concrete letters about somebody into leads', () => {
    expect(guard('convert', { checkability: 'VAGUE' }, { accused: [row({ name: '李某' })] })).toBe(
      'NotALead',
    );
    expect(guard('convert', { checkability: 'CONCRETE' })).toBe('NotALead');
    expect(guard('convert', { checkability: 'CONCRETE' }, { accused: [row({ name: '李某' })] })).toBe(
      'LeadNotMade',
    );
    expect(guard('checkDuplicate', { dupDecision: 'REPEAT' })).toBe('FirstPetitionMissing');
  });
});

describe('sealed-direct letters', () => {
  const envelope: Values = {
    receivedAt: '2026-04-13',
    sealedDirect: true,
    envelopeNo: 'X-1',
    toOrg: '市委巡察办',
    sentAt: '2026-04-15',
    copies: 1,
  };

  it('are those marked as such and those of the upper level', () => {
    expect(isContentBlocked({})).toBe(false);
    expect(isContentBlocked({ sealedDirect: true })).toBe(true);
    expect(isContentBlocked({ jurisdiction: 'UPPER' })).toBe(true);
    expect(guard('sealDirect', { jurisdiction: 'SELF' })).toBe('NotSealedDirect');
    expect(guard('propose', { sealedDirect: true, channel: 'CALL' })).toBe('SealedDirectOnly');
  });

  it('take the envelope and nothing else', () => {
    expect(check('sealedDirectContent', envelope)).toBeUndefined();
    expect(guard('sealDirect', envelope)).toBeUndefined();
    for (const field of petition.fields.filter(({ key }) => !sealedDirectAllowedFields.includes(key))) {
      expect(forbiddenContent({ ...envelope, [field.key]: 'x' }, {})).toEqual([field.key]);
    }
    for (const { key } of petition.children) {
      expect(forbiddenContent(envelope, { [key]: [row({ name: '某某' })] })).toEqual([key]);
    }
  });

  it('leave no content field among the allowed ones', () => {
    for (const key of [
      'summary',
      'remark',
      'category',
      'issueTypes',
      'accusedClass',
      'proposal',
      'isRealName',
      'occurPlace',
      'targetId',
    ]) {
      expect(sealedDirectAllowedFields).not.toContain(key);
    }
  });

  it('refuse without repeating what was typed', () => {
    const found = petition.checks?.find(({ key }) => key === 'sealedDirectContent');
    const failure = found?.check({ values: { ...envelope, summary: '某某的秘密' }, children: {}, today });
    expect(failure?.type).toBe('SealedDirectContent');
    expect(JSON.stringify(failure)).not.toContain('某某的秘密');
  });

  it('must be on their way within five working days', () => {
    expect(clocks({ ...envelope, sentAt: null })['P_SEALED_UPPER']).toBe('2026-04-20 open');
    expect(clocks(envelope)['P_SEALED_UPPER']).toBe('2026-04-20 met');
    expect(clocks({ ...envelope, sentAt: null }, '2026-04-21')['P_SEALED_UPPER']).toBe('2026-04-20 overdue');
  });
});

describe('clocks', () => {
  const realName: Values = {
    receivedAt: '2026-03-30',
    registeredAt: '2026-03-30',
    isRealName: true,
    category: 'ACCUSATION',
  };

  it('give a real-name accuser notice within 15 working days', () => {
    expect(clocks(realName)['P_REALNAME_INFORM']).toBe('2026-04-21 open');
    expect(clocks({ ...realName, informAt: '2026-04-22' })['P_REALNAME_INFORM']).toBe('2026-04-21 metLate');
  });

  it('give no new notice for a repeat and none for anonymous letters', () => {
    expect(clocks({ ...realName, dupDecision: 'REPEAT' })['P_REALNAME_INFORM']).toBeUndefined();
    expect(clocks({ ...realName, isRealName: false })['P_REALNAME_INFORM']).toBeUndefined();
  });

  it('give feedback within 15 working days after the result', () => {
    expect(clocks({ ...realName, concludedAt: '2026-04-30' })['P_REALNAME_FEEDBACK']).toBe('2026-05-25 open');
  });

  it('take the date of the covering letter before the rule, and an extension before both', () => {
    const assigned: Values = { receivedAt: '2026-03-30', handling: 'ASSIGN', sentAt: '2026-04-01' };
    expect(clocks(assigned)['P_ASSIGN_REPLY']).toBe('2026-05-06 open');
    expect(clocks({ ...assigned, replyDueAt: '2026-04-17' })['P_ASSIGN_REPLY']).toBe('2026-04-17 overdue');
    const extended = { ...assigned, replyDueAt: '2026-04-17', extendedDueAt: '2026-04-30' };
    const status = deadlinesOf(petition, extended, deadlineRuleSeed, calendar, today).find(
      ({ rule }) => rule === 'P_ASSIGN_REPLY',
    );
    expect(status).toMatchObject({ due: '2026-04-30', originalDue: '2026-04-17', state: 'open' });
    expect(check('extensionReason', extended)).toBe('ExtensionWithoutReason');
  });

  it('say that a calendar is missing instead of guessing, for that clock only', () => {
    const values = { ...realName, receivedAt: '2026-12-21', registeredAt: '2026-12-21' };
    const statuses = deadlinesOf(petition, values, deadlineRuleSeed, calendar, '2026-12-22');
    expect(statuses.map(({ rule, state }) => [rule, state])).toEqual([
      ['P_REGISTER', 'met'],
      ['P_REALNAME_INFORM', 'unknown'],
    ]);
    expect(statuses[1]?.problem).toContain('2027年');
  });

  it('say that a rule is missing instead of dropping the clock', () => {
    const [status] = deadlinesOf(petition, { receivedAt: '2026-03-30' }, [], calendar, today);
    expect(status).toMatchObject({ state: 'unknown', due: null });
    expect(status?.problem).toContain('P_REGISTER');
  });
});

describe('checks at saving', () => {
  it('refuse dates in the wrong order or in the future', () => {
    expect(check('datesInOrder', { receivedAt: '2026-04-21' })).toBe('DatesOutOfOrder');
    expect(check('datesInOrder', { receivedAt: '2026-04-10', registeredAt: '2026-04-09' })).toBe(
      'DatesOutOfOrder',
    );
    expect(check('datesInOrder', { postmarkDate: '2026-04-08', receivedAt: '2026-04-10' })).toBeUndefined();
  });

  it('warn about an accusation of nobody and a joint letter with too few people', () => {
    expect(check('nobodyAccused', { category: 'ACCUSATION' })).toBe('NobodyAccused');
    expect(
      check('nobodyAccused', { category: 'ACCUSATION' }, { accusedOrgs: [row({ name: '某局' })] }),
    ).toBeUndefined();
    const three = { petitioners: [row({}), row({}), row({})] };
    expect(check('jointCount', { isJoint: true, jointCount: 2 }, three)).toBe('JointCountTooSmall');
    expect(check('jointCount', { isJoint: true, jointCount: 12 }, three)).toBeUndefined();
  });
});

describe('the proposed secrecy mark', () => {
  const propose = (values: Values, ranks: readonly string[]) => {
    const [proposal] = petition.proposals ?? [];
    return proposal?.propose({ values, children: { accused: ranks.map((rank) => row({ rank })) } });
  };

  it('fills kind, level, term and basis together when the clerk takes it', () => {
    expect(propose({}, ['COUNTY', 'BUREAU'])?.values).toEqual({
      markKind: 'STATE_SECRET',
      secrecyLevel: 'CONFIDENTIAL',
      secrecyTerm: '10年',
      secrecyBasis: '检举控告地（市）级领导干部（1995年密级范围，待核）',
    });
    const taken = propose({}, ['PROVINCIAL'])?.values ?? {};
    expect(check('secrecyMark', taken)).toBeUndefined();
    expect(propose({}, ['TOWNSHIP'])?.text).toContain('建议标“工作秘密”');
  });

  it('is silent once the letter carries it, and while no rank is known', () => {
    const taken = propose({}, ['BUREAU'])?.values ?? {};
    expect(
      propose({ ...taken, secrecyTerm: '5年', secrecyBasis: '定密责任人确定' }, ['BUREAU']),
    ).toBeUndefined();
    expect(propose({}, [])).toBeUndefined();
    expect(propose({}, [''])).toBeUndefined();
  });

  it('comes back when the accused turns out to be of another rank', () => {
    const taken = propose({}, ['TOWNSHIP'])?.values ?? {};
    expect(propose(taken, ['TOWNSHIP', 'BUREAU'])?.values).toMatchObject({ secrecyLevel: 'CONFIDENTIAL' });
    const higher = propose({}, ['BUREAU'])?.values ?? {};
    expect(propose(higher, ['TOWNSHIP'])?.values).toMatchObject({
      markKind: 'WORK_SECRET',
      secrecyLevel: null,
    });
  });
});
