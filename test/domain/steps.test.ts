import { describe, expect, it } from 'vitest';
import { fundComparison } from '../../domain/registers/fund-comparison/fund-comparison.ts';
import { rectItem } from '../../domain/registers/rect-item/rect-item.ts';
import type { Register, Transition, Values } from '../../domain/register.ts';
import { rolesWith } from '../../domain/access/permissions.ts';
import { institution } from '../../domain/registers/institution/institution.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import { registers } from '../../domain/registers/registers.ts';
import { comesTo, leadsOn, nextSteps, takesBackNothing } from '../../domain/steps.ts';

function step({ workflow }: Register, label: string): Transition {
  const found = workflow.transitions.find((each) => each.label === label);
  if (!found) throw new Error(`no step ${label}`);
  return found;
}

const leading = (register: Register, label: string, state: string, values: Values = {}): boolean =>
  leadsOn(step(register, label), state, values);

describe('the step that leads on', () => {
  it('is one to another state', () => {
    expect(
      leading(rectItem, '申报销号', 'IN_PROGRESS', { headSigner: '黄某', headSignedAt: '2026-11-01' }),
    ).toBe(true);
  });

  it('is one whose words are still missing, and no longer once they are there', () => {
    expect(leading(fundComparison, '被巡察单位确认', 'LOCKED')).toBe(true);
    const confirmed = { confirmedName: '黄某', confirmedAt: '2026-11-01' };
    expect(leading(fundComparison, '被巡察单位确认', 'LOCKED', confirmed)).toBe(false);
  });

  it('is never a way back, nor what only happens on occasion', () => {
    expect(leading(rectItem, '退回', 'APPLYING')).toBe(false);
    expect(leading(rectItem, '报告反弹', 'CLOSED')).toBe(false);
    expect(leading(rectItem, '申报延期', 'IN_PROGRESS')).toBe(false);
  });
});

it('says which steps come next and who takes them, whoever looks', () => {
  const next = nextSteps(lead.workflow, 'CONSULTED', {});
  expect(next.map(({ label }) => label)).toContain('审定');
  expect(next.find(({ label }) => label === '审定')?.permission).toBe('lead.approve');
  expect(rolesWith('lead.approve')).toEqual(['OFFICE_DIRECTOR']);
});

it('names no step of a lead that its disposition rules out', () => {
  const next = (disposition: string) =>
    nextSteps(lead.workflow, 'DISPOSING', { disposition }).map(({ key }) => key);
  expect(next('TALK_LETTER')).toEqual(['finish']);
  expect(next('PRELIM')).toEqual(['file', 'finish']);
  expect(next('SUSPEND')).toEqual(['review']);
});

it('tells what the work of a letter may still come to', () => {
  const comes = (state: string) => comesTo(petition.workflow, state, ['APPROVED', 'CONVERTED']);
  expect([comes('REGISTERED'), comes('PROPOSED'), comes('APPROVED')]).toEqual([true, true, true]);
  expect([comes('RETAINED'), comes('CLOSED'), comes('SEALED_SENT')]).toEqual([false, false, false]);
});

it('names no evaluation of a rule that has been evaluated', () => {
  const next = (values: Values) =>
    nextSteps(institution.workflow, 'ISSUED', values).map(({ label }) => label);
  expect(next({})).toEqual(['评估']);
  expect(next({ evaluation: '执行到位', evaluatedAt: '2026-04-20' })).toEqual([]);
});

it('does not name an answer as long as nobody has asked', () => {
  const labels = (values: Values) =>
    nextSteps(rectItem.workflow, 'IN_PROGRESS', values).map(({ label }) => label);
  expect(labels({})).not.toContain('批准延期');
  expect(labels({ extensionTo: '2026-12-23', extensionProposedBy: 'u1' })).toContain('批准延期');
});

it('is an answer in every register only once the question has been put', () => {
  for (const { id, workflow } of registers as readonly Register[]) {
    const asked = workflow.transitions.filter(({ onOccasion }) => onOccasion === true);
    for (const step of workflow.transitions) {
      const answers = asked.some(
        ({ stamps, to, from }) =>
          (to === undefined ? [...from] : [to]).some(
            (after) => from.includes(after) && step.from.includes(after),
          ) && step.differsFrom?.some((key) => Object.hasOwn(stamps ?? {}, key)) === true,
      );
      if (answers) expect([id, step.key, step.offeredOnce]).not.toContain(undefined);
    }
  }
});

describe('a step that takes back', () => {
  it('has nothing to take back before anything was said', () => {
    expect(takesBackNothing(step(rectItem, '撤销认定'), 'IN_PROGRESS', {})).toBe(true);
    expect(takesBackNothing(step(rectItem, '撤销认定'), 'IN_PROGRESS', { completion: 'DONE' })).toBe(false);
  });

  it('has an effect in any case when it leads to another state', () => {
    expect(takesBackNothing(step(rectItem, '撤销销号'), 'CLOSED', {})).toBe(false);
  });
});
