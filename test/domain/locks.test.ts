import { describe, expect, it } from 'vitest';
import { takesParts } from '../../domain/locks.ts';
import type { Register } from '../../domain/register.ts';
import { rectItem } from '../../domain/registers/rect-item/rect-item.ts';
import { rectMeasure } from '../../domain/registers/rect-measure/rect-measure.ts';
import { rectPlan } from '../../domain/registers/rect-plan/rect-plan.ts';

function openStates(part: Register, whole: Register): readonly string[] {
  return whole.workflow.states.map(({ code }) => code).filter((code) => takesParts(part, whole, code));
}

describe('a whole', () => {
  it('takes parts in the states that their register names', () => {
    expect(openStates(rectMeasure, rectItem)).toEqual(['NOT_STARTED', 'IN_PROGRESS', 'REOPENED']);
  });

  it('takes parts until it is finished where their register names no states', () => {
    const { states }: Register['workflow'] = rectPlan.workflow;
    const unfinished = states.filter(({ final }) => final !== true).map(({ code }) => code);
    expect(unfinished.length).toBeLessThan(states.length);
    expect(openStates(rectItem, rectPlan)).toEqual(unfinished);
  });

  it('takes nothing that is no part of it', () => {
    expect(openStates(rectMeasure, rectPlan)).toEqual([]);
    expect(openStates(rectPlan, rectItem)).toEqual([]);
  });
});
