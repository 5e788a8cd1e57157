import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { deadlinesOf } from '../../../domain/calendar/deadlines.ts';
import { deadlineRuleSeed } from '../../../domain/calendar/rules.ts';
import { codeSeed } from '../../../domain/codes/seed.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRow, ChildRowsByKey, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { effectUntil, formOf } from '../../../domain/registers/lead/results.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { refusal } from '../../support/procedure.ts';
import { checkOf } from '../../support/register-rules.ts';
import { calendarYears } from '../calendar/years.ts';

const calendar = createCalendar(calendarYears);
const today = '2026-04-20';

function row(values: Values): ChildRow {
  return { rowId: 'row', values };
}

function check(key: string, values: Values, rows: ChildRowsByKey = {}): string | undefined {
  const found = lead.checks?.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no check ${key}`);
  return found.check({ values, children: rows, today })?.type;
}

describe('clocks and lights', () => {
  function clocks(values: Values, on = today): Readonly<Record<string, string>> {
    const statuses = deadlinesOf(lead, values, deadlineRuleSeed, calendar, on);
    return Object.fromEntries(statuses.map(({ rule, due, state }) => [rule, `${due ?? '?'} ${state}`]));
  }

  it('ask for feedback three months after the hand-over', () => {
    expect(clocks({ handoverAt: '2026-01-15' })['L_FEEDBACK']).toBe('2026-04-15 overdue');
    expect(clocks({ handoverAt: '2026-01-15', extendedDueAt: '2026-05-15' })['L_FEEDBACK']).toBe(
      '2026-05-15 open',
    );
    expect(clocks({ handoverAt: '2026-01-15', replyAt: '2026-04-14' })['L_FEEDBACK']).toBe('2026-04-15 met');
  });

  it('hasten the hand-over of what has the green channel or the fast track, and of nothing else', () => {
    const entered = { registeredAt: '2026-03-30' };
    expect(clocks(entered)).toEqual({});
    expect(clocks({ ...entered, greenChannel: true })).toEqual({ L_GREEN_HANDOVER: '2026-04-21 open' });
    const fast = { ...entered, fastTrack: true, approvedAt: '2026-04-14' };
    expect(clocks(fast)).toEqual({ L_FAST_HANDOVER: '2026-04-17 overdue' });
    expect(clocks({ ...fast, handoverAt: '2026-04-16' })['L_FAST_HANDOVER']).toBe('2026-04-17 met');
  });

  it('know the day of the first opinion when the disposition is changed later, and of none once it is taken back', () => {
    const first = lead.fields.find(({ key }) => key === 'firstDispositionAt')?.computed;
    const after = (values: Values): unknown =>
      first?.({ values, state: '', children: {}, rules: deadlineRuleSeed, ...noOthers });
    expect(after({ dispositionAt: '2026-03-25' })).toBe('2026-03-25');
    expect(after({ firstDispositionAt: '2026-03-25', dispositionAt: '2026-06-01' })).toBe('2026-03-25');
    expect(after({ firstDispositionAt: '2026-03-25', dispositionAt: null })).toBeNull();
    const changed = {
      acceptedAt: '2026-03-19',
      firstDispositionAt: '2026-03-25',
      dispositionAt: '2026-06-01',
    };
    expect(clocks(changed, '2026-06-02')['L_DISPOSE_OPINION']).toBe('2026-04-20 met');
  });

  it('turn blue after a month without an opinion, yellow and red while a check drags on', () => {
    expect(clocks({ acceptedAt: '2026-03-19' })['L_DISPOSE_OPINION']).toBe('2026-04-20 open');
    expect(clocks({ acceptedAt: '2026-03-19' }, '2026-04-21')['L_DISPOSE_OPINION']).toBe(
      '2026-04-20 overdue',
    );
    const checking = { disposition: 'PRELIM', dispositionAt: '2026-01-19' };
    expect(clocks(checking, '2026-04-21')).toMatchObject({
      L_YELLOW_PRELIM: '2026-04-20 overdue',
      L_RED_PRELIM: '2026-07-20 open',
    });
    expect(Object.keys(clocks({ disposition: 'TALK_LETTER', dispositionAt: '2026-01-19' }))).toEqual([
      'L_BLUE_TALK',
      'L_YELLOW_TALK',
      'L_RED_TALK',
    ]);
  });

  it('ask for the next review of a suspended lead from the last one', () => {
    const suspended = { disposition: 'SUSPEND', dispositionAt: '2025-10-09' };
    expect(clocks(suspended)['L_SUSPEND_REVIEW']).toBe('2026-04-09 overdue');
    expect(clocks({ ...suspended, suspendReviewedAt: '2026-04-08' })['L_SUSPEND_REVIEW']).toBe(
      '2026-10-08 open',
    );
  });
});

describe('one decision about a person', () => {
  const row = (rowId: string, values: Values = {}) => ({
    rowId,
    values: {
      name: '李某某',
      unitPost: '某局科员',
      partySanction: 'WARNING',
      decidedAt: '2026-03-02',
      ...values,
    },
  });
  const asked = (...rows: readonly ReturnType<typeof row>[]) =>
    checkOf(lead, 'sameDecision', {}, { results: rows })?.type;

  it('is asked about where it stands in two rows', () => {
    expect(asked(row('1'), row('2', { judicial: false }))).toBe('SameDecisionTwice');
  });

  it.each([
    [{ decidedAt: '2026-03-03' }],
    [{ partySanction: 'SERIOUS_WARNING' }],
    [{ unitPost: '另一局科员' }],
    [{ judicial: true }],
  ])('is another one where %j differs', (values) => {
    expect(asked(row('1'), row('2', values))).toBeUndefined();
  });
});

describe('the minutes of a consultation', () => {
  it('are questioned where one person speaks for several organs', () => {
    const shared = (values: Values) =>
      checkOf(lead, 'participantsShared', {}, { consultations: [{ rowId: '1', values }] })?.what;
    const each = {
      caseOffice: '甲某、乙某',
      trialOffice: '丙某',
      supervisionOffice: '丁某',
      inspection: '戊某',
    };
    expect(shared(each)).toBeUndefined();
    expect(shared({ ...each, inspection: '甲某' })).toBe(
      '会商纪要中，案件监督管理室、巡察机构的参加人都是甲某。',
    );
    expect(shared({ ...each, trialOffice: null })).toBeUndefined();
  });
});

describe('sanctions', () => {
  it('hold as long as the table says, the later of two', () => {
    const decided = { decidedAt: '2026-03-31' };
    expect(effectUntil({ ...decided, partySanction: 'WARNING' }, deadlineRuleSeed)).toBe('2027-03-31');
    expect(effectUntil({ ...decided, partySanction: 'SERIOUS_WARNING' }, deadlineRuleSeed)).toBe(
      '2027-09-30',
    );
    expect(effectUntil({ ...decided, partySanction: 'PROBATION_2' }, deadlineRuleSeed)).toBe('2030-03-31');
    expect(
      effectUntil({ ...decided, partySanction: 'WARNING', adminSanction: 'DEMOTION' }, deadlineRuleSeed),
    ).toBe('2028-03-31');
    expect(effectUntil({ ...decided, adminSanction: 'DISMISSAL' }, deadlineRuleSeed)).toBeNull();
    expect(effectUntil({ partySanction: 'WARNING' }, deadlineRuleSeed)).toBeNull();
  });

  it('count once, under the highest form they amount to', () => {
    expect(formOf({ otherMeasures: ['REMINDER'] })).toBe('F1');
    expect(formOf({ otherMeasures: ['REMINDER'], partySanction: 'WARNING' })).toBe('F2');
    expect(formOf({ partySanction: 'REMOVAL', form: 'F2' })).toBe('F3');
    expect(formOf({ partySanction: 'EXPULSION', judicial: true })).toBe('F4');
    expect(formOf({ form: 'F1' })).toBe('F1');
    for (const handling of ['HONOUR', 'CPPCC', 'DEPUTY']) {
      expect(codeSeed.some(({ list, code }) => list === 'orgHandling' && code === handling)).toBe(true);
      expect(formOf({ orgHandling: [handling] })).toBe('F2');
    }
    expect(formOf({})).toBeNull();
    expect(check('forms', {}, { results: [row({ form: 'F1', partySanction: 'WARNING' })] })).toBe(
      'FormTooLow',
    );
  });
});

describe('calling to account and a transfer to the police', () => {
  it.each(['ACCOUNTABLE_ORG', 'ACCOUNTABLE_MAIN', 'ACCOUNTABLE_SUPERVISION', 'POLICE'])(
    '%s count under the form that is entered, and are asked about without one',
    (measure) => {
      const handled = { name: '李某某', otherMeasures: [measure] };
      expect(formOf(handled)).toBeNull();
      expect(formOf({ ...handled, form: 'F4' })).toBe('F4');
      expect(formOf({ ...handled, otherMeasures: [measure, 'ADMONITION'] })).toBe('F1');
      expect(check('forms', {}, { results: [row(handled)] })).toBe('FormUnsaid');
      expect(check('forms', {}, { results: [row({ ...handled, form: 'F4' })] })).toBeUndefined();
    },
  );
});

describe('a lead made from a letter', () => {
  const origin = lead.origins?.find(({ register }) => register === 'petition');
  const source = {
    no: 'XF1',
    values: {
      summary: '反映某事',
      channel: 'LETTER',
      roundId: '2026年第一轮',
      issueTypes: ['I2'],
      remark: '备注',
    },
    children: {
      accused: [row({ name: '李某某', unit: '县某局' }), row({ name: '赵某' })],
      petitioners: [row({ name: '张某' })],
    },
  };

  it('carries the accused, the summary and the kinds of problems, and nothing of the petitioner', () => {
    const filled = origin?.fill(source, () => '');
    expect(filled?.values).toMatchObject({
      title: '县某局李某某等有关问题',
      problemIntro: '反映某事',
      issueTypes: ['I2'],
      sourceKind: 'INSPECTION',
      sourceDetail: 'LETTER',
    });
    expect(filled?.children['persons']).toHaveLength(2);
    expect(JSON.stringify(filled)).not.toContain('张某');
  });

  it('says of a letter that came over a network that it did, and not that it was posted', () => {
    const cameBy = (channel: string) =>
      origin?.fill({ ...source, values: { ...source.values, channel } }, () => '').values['sourceDetail'];
    expect(['NETWORK', 'EMAIL', 'BOX', 'SMS'].map(cameBy)).toEqual(['NETWORK', 'NETWORK', 'LETTER', 'CALL']);
    expect(codeSeed.some(({ list, code }) => list === 'leadSubSource' && code === 'NETWORK')).toBe(true);
  });

  it('has only fields that a lead has', () => {
    const keys = lead.fields.map(({ key }) => key);
    for (const { field, fill } of lead.origins ?? []) {
      const { values } = fill(source, () => '');
      for (const key of [field, ...Object.keys(values)]) expect(keys).toContain(key);
    }
    expect(petition.workflow.states.map(({ code }) => code)).toEqual(
      expect.arrayContaining([...(origin?.from ?? [])]),
    );
  });

  it('asks for its letter when it says that it came by letter', () => {
    expect(check('sourceNamed', { sourceDetail: 'LETTER' })).toBe('SourceUnnamed');
    expect(check('sourceNamed', { sourceDetail: 'LETTER', petitionIds: ['p'] })).toBeUndefined();
    expect(check('sourceNamed', { sourceKind: 'AUDIT' })).toBeUndefined();
  });
});

it('a lead of a cross inspection says that nobody of the place put it together', () => {
  const check = (values: Values) =>
    lead.checks
      ?.find(({ key }) => key === 'collatedByOthers')
      ?.check({ values, children: {}, today: '2026-04-20' })?.type;
  expect(check({ isLocal: true })).toBeUndefined();
  expect(check({ dualReportRequired: true })).toBe('LocalCollator');
  expect(check({ dualReportRequired: true, isLocal: true })).toBe('LocalCollator');
  expect(check({ dualReportRequired: true, isLocal: false })).toBeUndefined();
});

describe('a lead', () => {
  it('taken over from an old sheet with dates that run backwards is asked about, not refused', () => {
    const values = { registeredAt: '2026-04-18', groupSignedAt: '2026-04-10', handoverAt: '2026-04-12' };
    expect(check('datesInOrder', values)).toBeUndefined();
    expect(check('wayInOrder', values)).toBe('DatesOutOfOrder');
    expect(check('wayInOrder', { ...values, registeredAt: '2026-04-09' })).toBeUndefined();
    const results = [row({ name: '李某某', filedAt: '2026-04-15', decidedAt: '2026-04-14' })];
    expect(check('wayInOrder', { handoverAt: '2026-04-12' }, { results })).toBe('DatesOutOfOrder');
    const sanctioned = [row({ name: '李某某', adminSanction: 'DEMERIT' })];
    expect(check('sanctionsFiled', {}, { results: sanctioned })).toBe('SanctionUnfiled');
    expect(check('sanctionsFiled', { filedAt: '2026-04-15' }, { results: sanctioned })).toBeUndefined();
    // Taken up again with another disposition, what was filed and decided before stays lawful.
    const again = { filedAt: '2026-04-15', disposition: 'TALK' };
    expect(check('sanctionsFiled', again, { results: sanctioned })).toBeUndefined();
    expect(check('sanctionsFiled', { result: 'CLEARED' }, { results })).toBeUndefined();
    expect(check('resultAgrees', { result: 'ORG_HANDLING' })).toBeUndefined();
    expect(check('resultAgrees', { result: 'ORG_HANDLING' }, { results })).toBe('ResultWithoutMeasure');
  });
});

describe('the result of a lead', () => {
  function ended(result: string, measure: Values, disposition = 'PRELIM'): string | undefined {
    const children = {
      persons: [row({ name: '李某某' })],
      results: [row({ name: '李某某', ...measure })],
    };
    const values = { disposition, suspendReviewedAt: today, result, replyAt: today, concludedAt: today };
    return refusal(lead, 'finish', values, { today, children });
  }

  it('is what was decided about one of its persons at least, and when', () => {
    expect(ended('ORG_HANDLING', { form: 'F1' })).toBe('ResultWithoutMeasure');
    expect(ended('ORG_HANDLING', { orgHandling: ['REMOVED'] })).toBe('DecisionUndated');
    expect(ended('ORG_HANDLING', { orgHandling: ['REMOVED'], decidedAt: today })).toBeUndefined();
    expect(ended('ADMONISHED', { otherMeasures: ['REMINDER'] })).toBe('ResultWithoutMeasure');
    expect(ended('ADMONISHED', { otherMeasures: ['ADMONITION'] })).toBe('DecisionUndated');
    expect(ended('ADMONISHED', { otherMeasures: ['ADMONITION'], decidedAt: today })).toBeUndefined();
    expect(ended('TALK_REMINDER', { otherMeasures: ['REMINDER'] })).toBe('DecisionUndated');
    expect(ended('JUDICIAL', { judicial: true })).toBe('DecisionUndated');
    expect(ended('JUDICIAL', { judicial: true, judicialAt: today })).toBeUndefined();
    expect(ended('CLEARED', { otherMeasures: ['REMINDER'] })).toBe('ResultWithoutMeasure');
    expect(ended('CLEARED', { form: 'F1' })).toBe('DecisionUndated');
  });

  it('agrees with how the lead was dealt with', () => {
    const handled = { orgHandling: ['REMOVED'], decidedAt: today };
    expect(ended('ORG_HANDLING', handled, 'CLOSE')).toBe('ResultAgainstDisposition');
    expect(ended('CLEARED', {}, 'CLOSE')).toBeUndefined();
    for (const result of ['SUSPENDED', 'CLEARED', 'ORG_HANDLING'])
      expect(ended(result, {}, 'SUSPEND')).toBe('StillSuspended');
    expect(ended('SUSPENDED', {})).toBe('StillSuspended');
  });
});
