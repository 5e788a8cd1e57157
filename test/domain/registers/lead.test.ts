import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { permissions } from '../../../domain/access/permissions.ts';
import { codeLists } from '../../../domain/codes/seed.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRow, ChildRowsByKey, Values } from '../../../domain/register.ts';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { take, type Walker } from '../../support/procedure.ts';
import { deadEnds, groundlessSteps, sharedHeadings, unreachableStates } from '../../support/state-machine.ts';

const today = '2026-04-20';

function row(values: Values): ChildRow {
  return { rowId: 'row', values };
}

const minutes = row({ heldAt: '2026-03-20', opinion: '意见', conclusion: 'LEAD' });
const reports = ['CITY_GROUP', 'LOCAL'].map((reportedTo) => row({ reportedTo, reportedAt: '2026-03-25' }));
const sanctioned = { partySanction: 'WARNING', decidedAt: today };
const children: ChildRowsByKey = {
  persons: [row({ name: '李某某' })],
  consultations: [minutes],
  dualReports: reports,
  results: [row({ name: '李 某某', filedAt: today, ...sanctioned })],
};
const became = (more: Values) => ({ ...children, results: [row({ name: '李某某', ...more })] });
const registered: Walker = {
  state: 'DRAFT',
  values: { registeredBy: 'clerk', registeredAt: '2026-03-09' },
  children,
};

/** What is typed at each step when everything is in order. */
const typed: Readonly<Record<string, Values>> = {
  groupSign: { groupLeader: '王组长', groupSignedAt: '2026-03-10' },
  consult: { consultedAt: '2026-03-20', consultConclusion: 'LEAD' },
  approve: {
    leadingGroupAt: '2026-03-25',
    secretaryMeetingAt: '2026-03-30',
    meetingNo: '〔2026〕3号',
    handoverTo: 'DISCIPLINE',
  },
  fastTrack: { fastTrackReason: '线索紧急', handoverTo: 'DISCIPLINE' },
  handOver: {
    handoverOrg: '县纪委监委',
    handoverDocNo: '〔2026〕1号',
    handoverAt: '2026-04-20',
    handoverReceiver: '周某',
    receiverSigned: true,
  },
  accept: { acceptedAt: '2026-04-20' },
  dispose: { disposition: 'PRELIM', dispositionAt: '2026-04-20' },
  disposeAnew: { disposition: 'SUSPEND', dispositionAt: '2026-04-20' },
  review: { suspendReviewedAt: '2026-04-20', suspendReviewNote: '继续暂存' },
  file: { filedAt: '2026-04-20', filedPersons: 1 },
  finish: { replyAt: '2026-04-20', concludedAt: '2026-04-20', result: 'SANCTIONED', replyText: '经查属实' },
  archive: { archiveBoxNo: 'X-1' },
};

function go(record: Walker, step: string, actor = 'clerk', change: Values = {}): Walker | string {
  const others = { printed: () => true };
  return take(lead, record, { step, actor, today, typed: { ...typed[step], ...change }, others });
}

/** Through the steps in turn; the director takes those that want another person. */
function play(record: Walker, ...steps: readonly string[]): Walker {
  return steps.reduce((current, step) => {
    const next = go(
      current,
      step,
      ['approve', 'fastTrack', 'downgrade'].includes(step) ? 'director' : 'clerk',
    );
    if (typeof next === 'string') throw new Error(`${step}: ${next}`);
    return next;
  }, record);
}

function check(key: string, values: Values, rows: ChildRowsByKey = {}): string | undefined {
  const found = lead.checks?.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no check ${key}`);
  return found.check({ values, children: rows, today })?.type;
}

describe('the description of leads', () => {
  it('has no state without a way in or out, and no step without permission and basis', () => {
    expect(unreachableStates(lead)).toEqual([]);
    expect(deadEnds(lead)).toEqual([]);
    expect(groundlessSteps(lead)).toEqual([]);
    for (const { permission } of lead.workflow.transitions) expect(permissions).toContain(permission);
  });

  it('names lists that exist, and no heading twice in a table', () => {
    const ids = codeLists.map(({ id }) => id);
    const fields = [lead.fields, ...lead.children.map((child) => child.fields)].flat();
    for (const field of fields.filter(({ type }) => type === 'code' || type === 'codes'))
      expect(ids).toContain(field.list);
    expect(sharedHeadings(lead)).toEqual([]);
  });

  it('leaves only number, source, place in the inspection, dates, ways and flags outside the compartment', () => {
    expect(lead.children.every(({ compartment }) => compartment === 'lead')).toBe(true);
    const open = lead.fields.filter(({ compartment }) => compartment !== 'lead');
    const texts = open.filter(({ type }) => type === 'text' || type === 'longText' || type === 'money');
    expect(texts.map(({ key }) => key)).toEqual([
      'externalLeadNo',
      'roundId',
      'groupId',
      'targetId',
      'meetingNo',
      'handoverOrg',
      'handoverDocNo',
      'undertakeDept',
      'archiveBoxNo',
      'secrecyTerm',
      'secrecyBasis',
      'needToKnow',
    ]);
  });

  it('starts its clocks from nothing that is sealed', () => {
    const sealed = lead.fields.filter(({ compartment }) => compartment === 'lead').map(({ key }) => key);
    const touched = new Set<string>();
    const disposed: Values = { disposition: 'PRELIM' };
    const watched = new Proxy(disposed, {
      get: (values, key) => {
        touched.add(String(key));
        return Reflect.get(values, key) as unknown;
      },
    });
    for (const use of lead.deadlines) {
      use.start(watched);
      use.met(watched);
      use.extendedDue?.(watched);
    }
    expect(sealed.filter((key) => touched.has(key))).toEqual([]);
  });
});

describe('a lead', () => {
  it('is registered only with nature, facts and evidence, and when it is none of the excluded kinds', () => {
    const admitted = { hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE' };
    expect(check('admission', admitted)).toBeUndefined();
    for (const key of ['hasNature', 'hasFacts', 'hasEvidence'])
      expect(check('admission', { ...admitted, [key]: false })).toBe('NotALead');
    for (const exclusion of ['SHORTCOMING', 'LITIGATION', 'PERSONAL', null])
      expect(check('admission', { ...admitted, exclusion })).toBe('NotALead');
  });

  it('is signed for by another than its finder, and only when it is about somebody', () => {
    const found = { ...registered, values: { ...registered.values, foundBy: '王 组长' } };
    expect(go(found, 'groupSign')).toBe('LeaderFoundIt');
    expect(go({ ...registered, children: {} }, 'groupSign')).toBe('NobodyNamed');
    expect(go(registered, 'groupSign')).toMatchObject({ state: 'GROUP_OK' });
  });

  it('counts as consulted with minutes of that day and that conclusion', () => {
    const signed = play(registered, 'groupSign');
    expect(go(signed, 'consult', 'clerk', { consultedAt: '2026-03-21' })).toBe('MinutesMissing');
    expect(go(signed, 'consult', 'clerk', { consultConclusion: 'MORE' })).toBe('MinutesMissing');
    expect(go(signed, 'consult')).toMatchObject({ state: 'CONSULTED' });
  });

  it('is approved by another than its registrar, after the leading group and the secretary have met', () => {
    const consulted = play(registered, 'groupSign', 'consult');
    expect(go(consulted, 'approve')).toBe('SamePerson');
    expect(go(consulted, 'approve', 'director', { secretaryMeetingAt: null })).toBe('Missing');
    expect(go(consulted, 'approve', 'director', { leadingGroupAt: '2026-03-31' })).toBe('DatesOutOfOrder');
    expect(go(consulted, 'approve', 'director')).toMatchObject({ state: 'APPROVED' });
    expect(go(consulted, 'downgrade', 'director')).toBe('ConclusionDiffers');
  });

  it('is not handed over before the meeting, whatever is typed', () => {
    for (const state of ['DRAFT', 'GROUP_OK', 'CONSULTED'])
      expect(go({ ...registered, state }, 'handOver')).toBe('WrongState');
    expect(go({ ...registered, state: 'APPROVED' }, 'handOver')).toBe('MeetingNotHeld');
    const half = { ...registered.values, approvedBy: 'director', secretaryMeetingAt: '2026-03-30' };
    expect(go({ ...registered, state: 'APPROVED', values: half }, 'handOver')).toBe('MeetingNotHeld');
  });

  it('goes the fast track without the meeting, but reported twice', () => {
    const signed = play(registered, 'groupSign');
    expect(go({ ...signed, children: { ...children, dualReports: [] } }, 'fastTrack', 'director')).toBe(
      'DualReportMissing',
    );
    const fast = play(signed, 'fastTrack', 'handOver');
    expect(fast.state).toBe('HANDED_OVER');
    expect(fast.values['secretaryMeetingAt']).toBeUndefined();
  });

  it('is handed over with the papers printed and signed by the receiver, not by who approved', () => {
    const approved = play(registered, 'groupSign', 'consult', 'approve');
    expect(go(approved, 'handOver', 'director')).toBe('SamePerson');
    expect(go(approved, 'handOver', 'clerk', { receiverSigned: false })).toBe('HandoverUnsigned');
    expect(go(approved, 'handOver', 'clerk', { handoverSupervisor: '周 某' })).toBe('HandoverUnsigned');
    expect(go(approved, 'handOver', 'clerk', { handoverAt: '2026-03-29' })).toBe('DatesOutOfOrder');
  });

  it('that comes back is approved anew before it goes out again', () => {
    const back = play(registered, 'groupSign', 'fastTrack', 'handOver', 'returned');
    expect(back).toMatchObject({ state: 'CONSULTED', values: { fastTrack: null, handoverAt: null } });
    expect(go(back, 'handOver')).toBe('WrongState');
  });

  it('is filed only after 初步核实', () => {
    const accepted = play(registered, 'groupSign', 'consult', 'approve', 'handOver', 'accept');
    const talked = go(accepted, 'dispose', 'clerk', { disposition: 'TALK_LETTER' });
    expect(typeof talked === 'string' ? talked : go(talked, 'file')).toBe('NotChecked');
    expect(play(accepted, 'dispose', 'file', 'finish', 'archive').state).toBe('ARCHIVED');
  });

  it('that is suspended is disposed of otherwise before it is finished, whatever its result says', () => {
    const path = 'groupSign consult approve handOver accept dispose disposeAnew review'.split(' ');
    const reviewed = { ...play(registered, ...path), children: became({}) };
    for (const result of ['SUSPENDED', 'OTHER', 'CLEARED'])
      expect(go(reviewed, 'finish', 'clerk', { result })).toBe('StillSuspended');
    const closed = go(reviewed, 'disposeAnew', 'clerk', { disposition: 'CLOSE' });
    const done = typeof closed === 'string' ? closed : go(closed, 'finish', 'clerk', { result: 'CLEARED' });
    expect(done).toMatchObject({ state: 'DONE' });
  });

  it('brings no sanction while it is suspended, nor before 立案', () => {
    const disposing = play(
      {
        ...registered,
        children: became({ filedAt: today, partySanction: 'REMOVAL', decidedAt: '2026-04-20' }),
      },
      ...['groupSign', 'consult', 'approve', 'handOver', 'accept', 'dispose'],
    );
    const other = { result: 'OTHER' };
    expect(go(disposing, 'finish', 'clerk', other)).toBe('SanctionUnfiled');
    const suspended = play(disposing, 'disposeAnew', 'review');
    const checked = go(suspended, 'disposeAnew', 'clerk', { disposition: 'PRELIM' });
    if (typeof checked === 'string') throw new Error(checked);
    const filed = play(checked, 'file');
    expect(go(filed, 'finish')).toMatchObject({ state: 'DONE' });
  });

  it('cannot be signed for before it came in, nor a person be dealt with before the hand-over', () => {
    expect(go(registered, 'groupSign', 'clerk', { groupSignedAt: '2026-03-08' })).toBe('DatesOutOfOrder');
    const disposing = play(
      { ...registered, children: became({ decidedAt: '2026-04-19' }) },
      ...['groupSign', 'consult', 'approve', 'handOver', 'accept', 'dispose'],
    );
    expect(go(disposing, 'finish', 'clerk', { result: 'OTHER' })).toBe('DatesOutOfOrder');
  });

  it('is finished when the outcome of each person is known', () => {
    const two = [row({ name: '李某某' }), row({ name: '赵某' })];
    const disposing = play(
      { ...registered, children: { ...children, persons: two } },
      ...['groupSign', 'consult', 'approve', 'handOver', 'accept', 'dispose'],
    );
    expect(go(disposing, 'finish')).toBe('ResultsMissing');
    const clean = { ...disposing, children: { ...children, persons: two, results: [] } };
    expect(go(clean, 'finish', 'clerk', { result: 'CLEARED' })).toMatchObject({ state: 'DONE' });
  });

  it('counts its days from the library to the hand-over', () => {
    const days = lead.fields.find(({ key }) => key === 'handoverDays')?.computed;
    const context = { state: '', children: {}, rules: [], ...noOthers };
    expect(days?.({ ...context, values: { registeredAt: '2026-03-09', handoverAt: '2026-04-20' } })).toBe(42);
    expect(days?.({ ...context, values: { registeredAt: '2026-03-09' } })).toBeNull();
    expect(
      days?.({ ...context, values: { registeredAt: '2026-04-20', handoverAt: '2026-03-09' } }),
    ).toBeNull();
  });
});

describe('any walk through the procedure', () => {
  const steps = lead.workflow.transitions.map(({ key }) => key);
  const gone = ['HANDED_OVER', 'ACCEPTED', 'DISPOSING', 'FILED', 'DONE', 'ARCHIVED'];
  const attempt = fc.record({
    step: fc.constantFrom(...steps),
    actor: fc.constantFrom('clerk', 'director'),
    omit: fc.option(
      fc.constantFrom(...new Set(Object.values(typed).flatMap((values) => Object.keys(values)))),
    ),
    disposition: fc.constantFrom('TALK_LETTER', 'PRELIM', 'SUSPEND', 'CLOSE'),
    conclusion: fc.constantFrom('LEAD', 'DOWNGRADE'),
  });

  /** What must hold of every lead, however it came to its state. */
  function brokenBy({ state, values }: Walker): string | undefined {
    if (gone.includes(state)) {
      const met = Boolean(values['secretaryMeetingAt']) && Boolean(values['meetingNo']);
      if (values['fastTrack'] !== true && !met) return 'handed over before its gate';
      if (!values['approvedBy'] || values['approvedBy'] === values['registeredBy'])
        return 'approved by its registrar';
      if (values['approvedBy'] === values['handoverBy']) return 'handed over by who approved';
      if (values['receiverSigned'] !== true || !values['handoverReceiver']) return 'not signed for';
    } else if (values['handoverAt']) return 'dated as handed over';
    if (state === 'FILED' && values['disposition'] !== 'PRELIM') return 'filed unchecked';
    if ((state === 'DONE' || state === 'ARCHIVED') && !(values['replyAt'] && values['result']))
      return 'no feedback';
    if (state === 'DONE' && values['result'] === 'SANCTIONED' && !values['filedAt'])
      return 'sanctioned unfiled';
    if (state === 'DOWNGRADED' && values['consultConclusion'] !== 'DOWNGRADE') return 'downgraded unasked';
    return undefined;
  }

  it('never leads past a gate', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(fc.array(attempt, { minLength: 120, maxLength: 260 }), (attempts) => {
        let record: Walker = {
          ...registered,
          children: {
            ...children,
            consultations: [minutes, row({ heldAt: '2026-03-20', conclusion: 'DOWNGRADE' })],
          },
        };
        for (const { step, actor, omit, disposition, conclusion } of attempts) {
          const change: Values = {
            ...('disposition' in (typed[step] ?? {}) ? { disposition } : {}),
            ...(step === 'consult' ? { consultConclusion: conclusion } : {}),
            ...(omit ? { [omit]: null } : {}),
          };
          const next = go(record, step, actor, change);
          if (typeof next === 'string') continue;
          record = next;
          reached.add(record.state);
          expect(brokenBy(record)).toBeUndefined();
        }
      }),
      { numRuns: 300, seed: 3 },
    );
    expect([...reached].sort()).toEqual(lead.workflow.states.map(({ code }) => code).sort());
  });
});
