import { describe, expect, it } from 'vitest';
import { passwordProfile, passwordProfiles, passwordWeakness } from '../../../domain/access/passwords.ts';

describe('password rules', () => {
  it('follow the machine level: longer and changed more often as the level rises', () => {
    const [work, secret, confidential] = passwordProfiles;
    expect(work && secret && confidential).toBeTruthy();
    expect(secret?.minLength).toBe(8);
    expect(secret?.maxAgeDays).toBeLessThanOrEqual(31);
    expect(confidential?.minLength).toBe(10);
    expect(confidential?.maxAgeDays).toBeLessThanOrEqual(7);
    for (const profile of passwordProfiles) expect(profile.history).toBeGreaterThanOrEqual(5);
  });

  it('refuse what is short, uniform, repeats a sign or holds the account name', () => {
    const profile = passwordProfile('SECRET');
    expect(passwordWeakness(profile, 'Ab3$efg', 'wang')).toMatch('8位');
    expect(passwordWeakness(profile, 'abcdefghij', 'wang')).toMatch('种');
    expect(passwordWeakness(profile, 'Wangab3$efg', 'wang')).toMatch('账号');
    expect(passwordWeakness(profile, 'Ab3$1111xyz', 'wang')).toMatch('连续');
    expect(passwordWeakness(profile, 'Ab3$efghij', 'wang')).toBeUndefined();
  });
});
