import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { codeSeed } from '../../../domain/codes/seed.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRow, ChildRowsByKey, Value, Values } from '../../../domain/register.ts';
import { meeting } from '../../../domain/registers/meeting/meeting.ts';
import { walk } from '../../support/procedure.ts';

const today = '2026-04-20';
const attendees: readonly ChildRow[] = [{ rowId: 'a', values: { name: '王某', role: 'PRESENT' } }];

function guard(key: string, values: Values, children: ChildRowsByKey = {}): string | undefined {
  const step = meeting.workflow.transitions.find((candidate) => candidate.key === key);
  if (!step) throw new Error(`no step ${key}`);
  return step.guard?.({ values, children, actor: 'user', today, ...noOthers })?.type;
}

describe('the description of meetings', () => {
  it('knows what clerks call the secretary’s meeting', () => {
    const secretary = codeSeed.find(({ list, code }) => list === 'meetingKind' && code === 'SECRETARY');
    expect(secretary?.synonyms).toContain('五人小组会议');
  });
});

describe('meetings', () => {
  it('are held on a day that has come, with somebody present', () => {
    expect(guard('hold', { heldAt: '2026-04-21' }, { attendees })).toBe('DatesOutOfOrder');
    expect(guard('hold', { heldAt: today })).toBe('NobodyPresent');
    const absent = [{ rowId: 'a', values: { name: '王某', role: 'ABSENT' } }];
    expect(guard('hold', { heldAt: today }, { attendees: absent })).toBe('NobodyPresent');
    expect(guard('hold', { heldAt: today }, { attendees })).toBeUndefined();
  });

  it('have minutes only of what was decided, and not before they took place', () => {
    const values = { heldAt: '2026-04-17', minutesAt: '2026-04-18' };
    expect(guard('signMinutes', values)).toBe('NothingDecided');
    expect(guard('signMinutes', { ...values, decisions: '同意' })).toBeUndefined();
    const topics = [{ rowId: 't', values: { topic: '听取汇报', decision: '原则同意' } }];
    expect(guard('signMinutes', values, { topics })).toBeUndefined();
    expect(guard('signMinutes', { ...values, minutesAt: '2026-04-16' }, { topics })).toBe('DatesOutOfOrder');
  });

  it('are filed without minutes only where none are to be issued', () => {
    expect(guard('archive', { needsMinutes: true })).toBe('MinutesMissing');
    expect(guard('archive', { needsMinutes: true, minutesAt: today })).toBeUndefined();
    expect(guard('archive', {})).toBeUndefined();
  });

  it('never have minutes approved by the person who entered the meeting, whatever steps are taken', () => {
    let signed = 0;
    const fill = (key: string): fc.Arbitrary<Value> => {
      if (key === 'needsMinutes') return fc.boolean();
      return key.endsWith('At')
        ? fc.integer({ min: 10, max: 23 }).map((day) => `2026-04-${day}`)
        : fc.constant('x');
    };
    const start = { registeredBy: 'a', decisions: '同意' };
    const world = fc.constant({ today, children: { attendees } });
    walk(meeting, start, fill, world, (_before, { state, values }) => {
      if (state === 'MINUTED') {
        signed += 1;
        expect(values['approvedBy']).not.toBe('a');
        expect(String(values['minutesAt']) >= String(values['heldAt'])).toBe(true);
      }
      if (state === 'HELD') expect(values['heldAt'] && values['heldAt'] <= today).toBe(true);
      if (state === 'ARCHIVED' && values['needsMinutes'] === true) expect(values['minutesAt']).toBeTruthy();
    });
    expect(signed).toBeGreaterThan(20);
  });

  it('warn when one person is entered twice', () => {
    const check = meeting.checks?.find(({ key }) => key === 'presentTwice');
    const twice = [...attendees, { rowId: 'b', values: { name: '王某', role: 'PRESENT' } }];
    expect(check?.check({ values: {}, children: { attendees: twice }, today })?.type).toBe('PresentTwice');
    expect(check?.check({ values: {}, children: { attendees }, today })).toBeUndefined();
  });
});
