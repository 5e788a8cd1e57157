import { describe, expect, it } from 'vitest';
import type { RelatedRecord, Values } from '../../../domain/register.ts';
import { inspectionRound } from '../../../domain/registers/inspection-round/inspection-round.ts';
import { failureOf, record } from '../../support/procedure.ts';
import { rows, today } from '../../support/register-rules.ts';

const leader = { role: 'LEADER', name: '王某', avoidance: 'CLEAR' };
const deputy = { role: 'DEPUTY', name: '李某', avoidance: 'CLEAR' };
const given = ({ role, name }: Values, more: Values = {}): Values => ({
  ...{ kind: 'OWN', person: name ?? null, role: role ?? null, docNo: '授〔2026〕1号', date: '2026-04-01' },
  ...more,
});

function group(
  members: readonly Values[],
  authorizations: readonly Values[],
  more: { readonly values?: Values; readonly state?: string; readonly targets?: readonly Values[] } = {},
): RelatedRecord {
  const group = record(more.state ?? 'FORMED', { name: '第一巡察组', ...more.values });
  const targets = rows(...(more.targets ?? [{ targetId: '县民政局党组' }]));
  return {
    ...group,
    children: { members: rows(...members), targets, authorizations: rows(...authorizations) },
  };
}

const enter = (...groups: readonly RelatedRecord[]) => move('enter', groups);

const move = (step: string, groups: readonly RelatedRecord[]) =>
  failureOf(
    inspectionRound,
    step,
    { stayFrom: '2026-04-10' },
    { today, others: { parts: () => groups } },
    'plan',
  );

describe('a round enters', () => {
  it('with every leader and deputy authorised by name and part', () => {
    expect(enter(group([leader, deputy], [given(leader), given(deputy)]))).toBeUndefined();
    expect(enter(group([leader, deputy], [given(leader)]))?.what).toBe(
      '第一巡察组副组长李某还没有登记授权。',
    );
    const asMember = given(deputy, { role: 'MEMBER' });
    expect(enter(group([leader, deputy], [given(leader), asMember]))?.type).toBe('GroupUnauthorised');
  });

  it('by no authority given after it entered, and under none but both where both are needed', () => {
    const late = given(leader, { date: '2026-04-11' });
    expect(enter(group([leader], [late]))?.type).toBe('GroupUnauthorised');
    const both = { values: { dualAuthorization: true } };
    const byCity = given(leader, { kind: 'CITY' });
    expect(enter(group([leader], [byCity], both))?.what).toBe(
      '第一巡察组组长王某（被巡察县（市、区）党委授权）还没有登记授权。',
    );
    expect(enter(group([leader], [byCity, given(leader, { kind: 'TARGET_COUNTY' })], both))).toBeUndefined();
  });

  it('without the groups that were dissolved, but not without a leader', () => {
    const dissolved = group([{ role: 'LEADER', name: '赵某' }], [], { state: 'DISSOLVED' });
    expect(enter(group([leader], [given(leader)]), dissolved)).toBeUndefined();
    expect(enter(dissolved)?.type).toBe('RoundWithoutGroups');
    expect(enter(group([deputy], [given(deputy)]))?.type).toBe('GroupWithoutLeader');
  });

  it('with an organisation named for every group, by which its people are judged', () => {
    const aimless = group([leader], [given(leader)], { targets: [] });
    expect(enter(aimless)?.type).toBe('GroupWithoutTargets');
    expect(move('report', [aimless])?.type).toBe('GroupWithoutTargets');
  });

  it('and leaves with nobody who came later and was not reviewed', () => {
    const later = { role: 'MEMBER', name: '孙某' };
    expect(move('report', [group([leader, later], [])])?.what).toBe('孙某的回避审查没有通过。');
    expect(move('report', [group([leader, { ...later, avoidance: 'CLEAR' }], [])])).toBeUndefined();
  });

  it('with nobody excepted for no reason', () => {
    const excepted = { ...deputy, role: 'MEMBER', avoidance: 'EXCEPTION' };
    const groupWith = (more: Values) => group([leader, { ...excepted, ...more }], [given(leader)]);
    expect(enter(groupWith({}))).toMatchObject({
      type: 'ExceptionUnexplained',
      what: '李某登记为例外准入，没有写明理由。',
    });
    expect(enter(groupWith({ avoidanceReason: ' ' }))?.type).toBe('ExceptionUnexplained');
    expect(move('report', [groupWith({})])?.type).toBe('ExceptionUnexplained');
    expect(enter(groupWith({ avoidanceReason: '经领导小组同意' }))).toBeUndefined();
  });
});
