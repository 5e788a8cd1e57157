/** What an office makes of the papers it sent to several: read from its vault, and no more often than it must be. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cityOffice, director, type Office, openOffice } from './office.ts';
import { ledgerOf, today } from './rectification-ledger.ts';

const counties = ['330824XCB', '330825XCB'].map((id) => ({ id, name: `${id}办`, level: 'COUNTY' as const }));

let vault: Office;
let namesRead = 0;
beforeEach(async () => {
  namesRead = 0;
  const officeNames = () => {
    namesRead += 1;
    return (id: string) => `${id}办`;
  };
  vault = await openOffice({ of: cityOffice, officeNames });
});
afterEach(() => vault.dispose());

const { save, read, step } = ledgerOf(() => vault);
const register = 'urgeNotice' as const;
const notice = {
  targetId: '县民政局党组',
  kind: 'URGE',
  matter: '进度滞后',
  demand: '加快整改',
  toOrg: '各县巡察办',
};

function address(id: string, at: number, on = true): void {
  const peer = counties[at];
  if (!peer) throw new Error('no such county');
  const { rev } = read(register, id);
  vault.write((tx) =>
    vault.engine.addressRecord(tx, director, peer, { register, id, rev, on, restoredAt: null }),
  );
}

function sentNotice(): string {
  const { id } = save(register, { ...notice, draftedAt: today });
  step(register, id, 'approve', {}, director);
  step(register, id, 'send', { sentAt: today, docNo: '〔2026〕1号', replyDueAt: '2026-03-20' });
  address(id, 0);
  address(id, 1);
  return id;
}

const unanswered = (id: string) => read(register, id).values['unanswered'] ?? null;

test('the answer of who is not to have a notice any longer is not that of who still is', () => {
  const id = sentNotice();
  const reply = save('noticeReply', { notice: id, content: '已办结', repliedAt: today });
  step('noticeReply', reply.id, 'confirm', {}, director);
  vault.vault.transact((tx) =>
    tx.run('UPDATE "noticeReply" SET office = ? WHERE id = ?', ['330825XCB', reply.id]),
  );
  address(id, 1, false);
  expect(unanswered(id)).toBe('330824XCB办');
  expect(read(register, id).values['answeredAt'] ?? null).toBeNull();
});

test('a notice that is withdrawn no longer names who has not answered', () => {
  const id = sentNotice();
  expect(unanswered(id)).toBe('330824XCB办、330825XCB办');
  step(register, id, 'withdraw', {}, director, '另行发文');
  expect(unanswered(id)).toBeNull();
});

test('the names of the network are read once for a change, however many fields ask for them', () => {
  const id = sentNotice();
  const reply = save('noticeReply', {
    notice: id,
    content: '已办结',
    repliedAt: today,
    onBehalfOf: '330825XCB办',
  });
  namesRead = 0;
  step('noticeReply', reply.id, 'confirm', {}, director);
  expect(namesRead).toBe(1);
  expect(unanswered(id)).toBe('330824XCB办');
});
