/** Who may call what, at the service's own door: every role (and nobody) against every procedure. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminRoles, permissionsOf, type Role } from '../../domain/access/permissions.ts';
import type { Failure } from '../../domain/failure.ts';
import { createHandlers } from '../../main/service/handlers/all.ts';
import { isAllowed } from '../../main/service/router.ts';
import { serviceContract, type ServiceProcedureName } from '../../preload/contract/contract.ts';
import type { Access } from '../../preload/contract/define.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
  testUsers,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';
import { type Existing, inputsFor, nowhere } from './inputs.ts';
import { letter, saveLetter } from './letters.ts';

const names = Object.keys(serviceContract) as ServiceProcedureName[];
const pcs = createTestPcs();
const missingFile = join(pcs.folder, 'no-such-file');
let pc: TestPc;
let existing: Existing;

/** The answer's failure type, or `ok`; a bug is one too: only what the door says is judged here. */
async function knock(name: ServiceProcedureName, input: unknown): Promise<string> {
  const result = await pc.service.call(name, input, { [fileToken]: missingFile });
  return result.ok ? 'ok' : (result.error as Failure).type;
}

function mayCall(access: Access, input: unknown, role: Role | null): boolean {
  if (access === 'anyone') return true;
  if (role === null) return false;
  return isAllowed(access, input, permissionsOf([role]));
}

beforeAll(async () => {
  pc = pcs.pc('county', undefined, createTestPrinter().ask);
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  const saved = await saveLetter(pc, letter);
  const scan = join(pcs.folder, '扫描件.pdf');
  writeFileSync(scan, '%PDF-1.7\n% 附件标记ZX77\n%%EOF\n');
  const { added } = await pc.call(
    'attachments.add',
    { job: jobId(), register: 'petition', record: saved.id, files: [fileToken] },
    { [fileToken]: scan },
  );
  existing = {
    ...nowhere,
    record: saved.id,
    no: saved.no,
    rev: saved.rev,
    attachment: added[0]?.id ?? '',
  };
}, 60_000);
afterAll(() => pcs.dispose());

describe('the door of the service', { timeout: 120_000 }, () => {
  it('has a handler for every procedure and no other handler', () => {
    // Nothing is run: making the handlers touches none of the desk's parts.
    const handlers = createHandlers({} as Parameters<typeof createHandlers>[0]);
    expect(Object.keys(handlers).sort()).toEqual([...names].sort());
  });

  it.each([...testUsers, { account: null, role: null }])(
    'lets $role in exactly where the contract says so',
    async ({ account, role }) => {
      if (account === null) await pc.call('session.lock', {});
      else await pc.signIn(account);
      const wrong: string[] = [];
      for (const name of names.filter((each) => serviceContract[each].access !== 'anyone')) {
        const input = inputsFor(nowhere)[name];
        const answer = await knock(name, input);
        const refused = answer === 'NotAllowed' || answer === 'NotSignedIn';
        const expected = mayCall(serviceContract[name].access, input, role);
        if (answer === 'InvalidInput' || refused === expected) wrong.push(`${name}: ${answer}`);
        if (role === null && answer !== 'NotSignedIn') wrong.push(`${name}: ${answer}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  it('turns nobody away where the contract says anyone, with or without a session', async () => {
    // The practice set has its own test; its offices do not exist here.
    const open = names.filter(
      (name) => serviceContract[name].access === 'anyone' && !/[pP]ractice(?:Office)?$/u.test(name),
    );
    expect(open.length).toBeGreaterThan(12);
    for (const account of [null, 'aud']) {
      for (const name of open) {
        if (account === null) await pc.call('session.lock', {});
        else await pc.signIn(account);
        const answer = await knock(name, inputsFor(nowhere)[name]);
        expect([name, ['NotAllowed', 'NotSignedIn', 'InvalidInput', 'Bug'].includes(answer)]).toEqual([
          name,
          false,
        ]);
      }
    }
  });

  it('shows the three administrators no business row, whatever they ask for by its true name', async () => {
    const markers = [existing.record, existing.no, letter.values.summary, '李某某', '王小明', '附件标记ZX77'];
    let asked = 0;
    for (const { account } of testUsers.filter(({ role }) => adminRoles.includes(role))) {
      await pc.signIn(account);
      for (const name of names) {
        if (serviceContract[name].access === 'anyone') continue;
        const out = join(pcs.folder, 'out');
        const result = await pc.service.call(name, inputsFor(existing)[name], { [fileToken]: out });
        asked += 1;
        if (!result.ok || name.startsWith('audit.')) continue;
        const text = JSON.stringify(result.value, (_, each: unknown) =>
          each instanceof Uint8Array ? Buffer.from(each).toString() : each,
        );
        for (const marker of markers)
          expect([name, account, text.includes(marker)]).toEqual([name, account, false]);
      }
    }
    expect(asked).toBeGreaterThan(200);
  });

  it('lets the auditor read that a letter was handled, never what it says', async () => {
    await pc.signIn('aud');
    const { entries } = await pc.call('audit.list', inputsFor(existing)['audit.list']);
    const text = JSON.stringify(entries);
    expect(text).toContain(existing.no);
    for (const marker of [letter.values.summary, '李某某', '王小明', '附件标记ZX77']) {
      expect(text).not.toContain(marker);
    }
  });

  it('lets a person with an administrator’s password do nothing but change it', async () => {
    await pc.signIn('sys');
    const { userId } = await pc.call('accounts.create', {
      account: 'newbie',
      name: '新人',
      password: 'Chushi-2026-1',
    });
    await pc.signIn('sec');
    const act = `accounts.grant:${userId}`;
    const { witness } = await pc.call('session.witness', {
      account: 'dir',
      password: passwordOf('dir'),
      act,
    });
    await pc.call('accounts.grant', { userId, roles: ['CLUE_MANAGER'], reason: '到岗', witness });
    await pc.call('session.unlock', { account: 'newbie', password: 'Chushi-2026-1' });
    const guarded = names.filter(
      (name) => serviceContract[name].access !== 'anyone' && name !== 'session.changePassword',
    );
    for (const name of guarded)
      expect([name, await knock(name, inputsFor(existing)[name])]).toEqual([name, 'PasswordExpired']);
    await pc.call('session.changePassword', { current: 'Chushi-2026-1', next: 'Benren-2026-1' });
    expect(await knock('records.page', inputsFor(existing)['records.page'])).toBe('ok');
  });
});
