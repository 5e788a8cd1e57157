/** One step on many selected records: each by the procedure that takes it on one, refusals by name. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ExpectedError } from '../../domain/failure.ts';
import { rectItem } from '../../domain/registers/rect-item/rect-item.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { refusedBefore, sharedSteps, takeForEach } from '../../renderer/registers/list/step-for-each.ts';
import { createTestPcs, foundTestOffice, type TestPc } from '../support/office.ts';

const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('rect');
}, 60_000);
afterAll(() => pcs.dispose());

const register = 'rectItem' as const;
const save = (name: 'rectPlan' | 'rectItem', values: object): Promise<Output<'records.save'>> =>
  pc.call('records.save', {
    ...{ register: name, id: null, rev: null, draft: null, duplicate: null, sealedDirect: false },
    ...{ values: { ...values }, children: {}, confirmed: { dueMissing: '长期坚持' } },
  });
const load = (id: string) => pc.call('records.get', { register, id });
const failureOf = (error: unknown) => {
  if (error instanceof ExpectedError) return error.failure;
  throw error;
};

it('a step is taken on each selected record it can be taken on, and the others are named with the reason', async () => {
  const plan = await save('rectPlan', { targetId: '县某局党组', feedbackAt: '2026-03-02' });
  const ids: string[] = [];
  for (const seq of [1, 2, 3]) {
    const item = { plan: plan.id, seq, statement: `问题${seq}`, type: 'BY_DATE', dueAt: '2026-06-30' };
    ids.push((await save('rectItem', item)).id);
  }
  const acknowledge = { acknowledgedBy: '刘某', acknowledgedAt: '2026-04-20' };
  const [begun = '', stale = '', open = ''] = ids;
  const { rev } = await load(begun);
  const one = { register, id: begun, rev, transition: 'acknowledge', values: acknowledge, reason: null };
  await pc.call('records.transition', one);
  const records = await Promise.all(ids.map(load));
  const steps = sharedSteps(rectItem, records);
  // What signs for what leaves the office is looked at one by one.
  expect(steps.map(({ key }) => key)).not.toContain('close');
  const step = steps.find(({ key }) => key === 'acknowledge');
  if (!step) throw new Error('no step');
  expect(refusedBefore(step, records)).toEqual([
    { no: records[0]?.no, why: expect.stringContaining('现在不能办理“认领”') },
  ]);
  // Somebody else has changed it since.
  const { values, children, rev: old } = await load(stale);
  await pc.call('records.save', {
    ...{ register, id: stale, rev: old, draft: null, confirmed: { dueMissing: '长期坚持' }, duplicate: null },
    ...{ sealedDirect: false, children, values: { ...values, statement: '改过的问题' } },
  });
  const take = (input: Parameters<typeof pc.call<'records.transition'>>[1]) =>
    pc.call('records.transition', input);
  const taken = await takeForEach(register, step, { values: acknowledge, reason: '' }, take, failureOf);
  expect(taken.done).toBe(1);
  expect(taken.refused).toEqual([{ no: records[1]?.no, why: expect.stringContaining('修改') }]);
  expect((await load(open)).state).toBe('IN_PROGRESS');
  expect((await load(stale)).state).toBe('NOT_STARTED');
});

it('stopping leaves the rest as it was, and says so of each', async () => {
  const plan = await save('rectPlan', { targetId: '县某局党组', feedbackAt: '2026-03-02' });
  const ids: string[] = [];
  for (const seq of [1, 2]) {
    const item = { plan: plan.id, seq, statement: `问题${seq}`, type: 'BY_DATE', dueAt: '2026-06-30' };
    ids.push((await save('rectItem', item)).id);
  }
  const records = await Promise.all(ids.map(load));
  const step = sharedSteps(rectItem, records).find(({ key }) => key === 'acknowledge');
  if (!step) throw new Error('no step');
  const content = { values: { acknowledgedBy: '刘某', acknowledgedAt: '2026-04-20' }, reason: '' };
  const take = (input: Parameters<typeof pc.call<'records.transition'>>[1]) =>
    pc.call('records.transition', input);
  let handled = 0;
  const watch = {
    onHandled: (count: number) => {
      handled = count;
    },
    isStopped: () => handled === 1,
  };
  expect(await takeForEach(register, step, content, take, failureOf, watch)).toEqual({
    done: 1,
    refused: [{ no: records[1]?.no, why: '已停止，没有办理。' }],
  });
  expect((await load(ids[1] ?? '')).state).toBe('NOT_STARTED');
});

it('what a step begins with and what it wants stated anew hold for many as for one', async () => {
  const action = { key: 'reportRelapse', label: '报告反弹', blocked: null, starts: { relapseFacts: null } };
  const record = { id: 'x', no: 'ZG-1', rev: 3, actions: [action] } as unknown as Output<'records.get'>;
  const [step] = sharedSteps(rectItem, [record]);
  if (!step) throw new Error('no step');
  expect(step.requires).toContain('relapseFacts');
  const sent: object[] = [];
  const take = (input: object): Promise<void> => {
    sent.push(input);
    return Promise.resolve();
  };
  const content = { values: { relapseFoundAt: '2026-04-20' }, reason: '上一步的理由' };
  await takeForEach(register, step, content, take, failureOf);
  expect(sent).toEqual([
    expect.objectContaining({
      values: { relapseFacts: null, relapseFoundAt: '2026-04-20' },
      reason: step.reasonRequired ? '上一步的理由' : null,
    }),
  ]);
});
