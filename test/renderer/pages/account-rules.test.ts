import { describe, expect, it } from 'vitest';
import { checkGrant } from '../../../renderer/pages/accounts/account-rules.ts';

describe('granting posts', () => {
  it('says the conflict before the service refuses it', () => {
    expect(checkGrant([], ['AUDITOR', 'SYS_ADMIN']).conflict).toContain('审计员');
    expect(checkGrant([], ['REGISTRAR', 'SEC_ADMIN']).conflict).not.toBeNull();
    expect(checkGrant([], ['REGISTRAR', 'CLUE_MANAGER']).conflict).toBeNull();
  });

  it('warns where one person holds both administrators’ posts', () => {
    expect(checkGrant([], ['SYS_ADMIN', 'SEC_ADMIN'])).toMatchObject({
      conflict: null,
      warning: expect.any(String),
    });
  });

  it('asks for a witness only for what is opened anew', () => {
    expect(checkGrant([], ['REGISTRAR']).opens).toEqual(['petitioner']);
    expect(checkGrant(['OFFICE_DIRECTOR'], ['REGISTRAR']).opens).toEqual([]);
    expect(checkGrant(['REGISTRAR'], ['REGISTRAR', 'CLUE_MANAGER']).opens).toEqual(['lead']);
    expect(checkGrant([], ['OFFICE_DIRECTOR', 'LEAD_READER']).opens).toEqual(['petitioner', 'lead']);
    expect(checkGrant(['CLUE_MANAGER'], ['SYS_ADMIN']).opens).toEqual([]);
  });
});
