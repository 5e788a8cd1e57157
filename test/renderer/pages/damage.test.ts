import { describe, expect, it } from 'vitest';
import { damageAdvice } from '../../../renderer/pages/settings/damage.ts';

describe('what is to be done about a damaged file', () => {
  it('asks for the attachment from a backup, whichever way the path is written', () => {
    for (const path of ['blobs/3f/3f7a', 'blobs\\3f\\3f7a'])
      expect(damageAdvice(path, false)).toMatch(/^附件：/u);
  });

  it('keeps the clerk signed in until a backup holds what is in memory', () => {
    for (const path of ['store/000012.snapshot', 'store/000012.journal'])
      expect(damageAdvice(path, false)).toContain('先不要退出系统');
  });

  it('sends to the decision about the loss when the database could be opened only in part', () => {
    expect(damageAdvice('store/000012.journal', true)).toContain('先找备份');
  });

  it('lets signing in again repair a copy of the key file', () => {
    expect(damageAdvice('vault.copy.json', false)).toContain('重新登录');
  });
});
