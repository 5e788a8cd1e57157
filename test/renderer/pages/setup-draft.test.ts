import { describe, expect, it } from 'vitest';
import {
  divisionProblem,
  emptyDraft,
  officeReady,
  staffProblems,
  staffReady,
  staffWarnings,
  userProblems,
  type SetupDraft,
} from '../../../renderer/pages/session/setup-draft.ts';

const filled: SetupDraft = {
  ...emptyDraft,
  users: emptyDraft.users.map((user, index) => ({
    ...user,
    account: `user${index}`,
    name: `甲${index}`,
    password: `Abcd-2026-${index}`,
    again: `Abcd-2026-${index}`,
  })),
};

describe('the division of a new office', () => {
  const named: SetupDraft = { ...filled, name: '测试县委巡察办', region: '330824' };

  it('is of the level that was chosen', () => {
    expect(officeReady(named)).toBe(true);
    expect(officeReady({ ...named, level: 'CITY', region: '330800' })).toBe(true);
    expect(divisionProblem({ ...named, region: '330800' })).toContain('请改选层级');
    expect(officeReady({ ...named, level: 'CITY' })).toBe(false);
    expect(officeReady({ ...named, region: '' })).toBe(false);
  });

  it('is that of the office whose group a workstation serves, and the workstation has a number', () => {
    const station: SetupDraft = { ...named, level: 'GROUP', workstation: 1 };
    expect(officeReady(station)).toBe(true);
    expect(officeReady({ ...station, region: '330800' })).toBe(true);
    expect(divisionProblem({ ...station, region: '330000' })).toContain('派出巡察组的巡察办');
    expect(officeReady({ ...station, workstation: null })).toBe(false);
    expect(officeReady({ ...station, workstation: 1000 })).toBe(false);
  });
});

describe('the people of a new office', () => {
  it('are ready when everyone is named, has a post and a good password', () => {
    expect(staffReady(filled)).toBe(true);
    expect(staffReady(emptyDraft)).toBe(false);
  });

  it('must not share an account or a password, or mistype it', () => {
    const [first] = filled.users;
    if (!first) throw new Error('no users');
    const twin = { ...first, key: 'twin', again: 'something else' };
    const problems = userProblems(twin, [...filled.users, twin], 'SECRET');
    expect(Object.keys(problems)).toEqual(['account', 'password', 'again']);
  });

  it('keep the auditor apart and name the posts nobody holds', () => {
    const [first] = filled.users;
    if (!first) throw new Error('no users');
    expect(userProblems({ ...first, roles: ['AUDITOR', 'SYS_ADMIN'] }, [], 'SECRET').roles).toBeTruthy();
    expect(staffProblems(filled.users.filter(({ roles }) => !roles.includes('AUDITOR'))).join()).toContain(
      '安全审计员',
    );
  });

  it('may join two administrators with a warning', () => {
    const joined = filled.users.map((user, index) =>
      index === 0 ? { ...user, roles: ['SYS_ADMIN' as const, 'SEC_ADMIN' as const] } : user,
    );
    expect(staffWarnings(joined)).toHaveLength(1);
    expect(staffReady({ ...filled, users: joined.filter((_, index) => index !== 1) })).toBe(true);
  });
});
