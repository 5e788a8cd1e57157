/**
 * Drafts of people whose accounts were stopped bar the closing of a workstation (decision 022): nobody can save or discard them.
 * An administrator gives them up, before a second person and told by name; enabling the account again is the other way.
 */
import { refuse } from '../../domain/failure.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { chineseDateTime } from '../deps.ts';
import { accountById, listAccounts } from './accounts.ts';
import type { Desk } from './desk.ts';
import type { OpenOffice } from './office.ts';
import { requireWorkstation } from './workstation-closing.ts';

type Owner = Output<'workstation.leftDrafts'>['owners'][number];

/** What the second person confirms. */
export const dropDraftsAct = (userId: string): string => `workstation.dropDrafts:${userId}`;

/** Of stopped accounts only. Refuses `NotAWorkstation`. */
export function leftDrafts(desk: Desk): readonly Owner[] {
  const office = desk.office();
  requireWorkstation(office);
  return listAccounts(office.vault)
    .filter(({ status }) => status === 'DISABLED')
    .map(({ userId, name }) => ({ userId, name, ...draftsOf(office, userId) }))
    .filter(({ count }) => count > 0);
}

/**
 * Removes them all, before a second person. Refuses `NotAWorkstation`, `NoSuchAccount`, `OwnerAtWork`, `NoSuchDraft`,
 * `ReasonMissing`, and what a used or foreign confirmation refuses.
 */
export function dropDrafts(desk: Desk, input: Parsed<'workstation.dropDrafts'>): void {
  const office = desk.office();
  requireWorkstation(office);
  const { userId, name, status } = accountById(office.vault, input.userId);
  if (status !== 'DISABLED') refuseAtWork(name);
  const { count, what } = draftsOf(office, userId);
  if (count === 0)
    refuse('NoSuchDraft', `${name}没有未保存的草稿。`, '草稿可能已经保存或者放弃。', '请刷新后查看。');
  const reason = input.reason.trim();
  if (reason === '') refuseWithoutReason();
  const { person, proof } = desk.witnesses.take(
    input.witness,
    dropDraftsAct(userId),
    desk.person().actor.userId,
  );
  proof.release();
  desk.commit(['records'], (tx) => {
    tx.run('DELETE FROM draft WHERE owner = ?', [userId]);
    const detail = `丢弃已停用账号${name}没有保存的草稿${count}份（${what}），${person.name}在场确认`;
    return {
      output: undefined,
      audit: { action: 'workstation.dropDrafts', entityId: userId, detail, reason },
    };
  });
}

// ---- internals

function draftsOf({ vault }: OpenOffice, userId: string): Pick<Owner, 'count' | 'what'> {
  const rows = vault.all<{ register: string; count: number; last: number }>(
    'SELECT register, count(*) AS count, max(savedAt) AS last FROM draft WHERE owner = ? GROUP BY register',
    [userId],
  );
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    what: rows
      .map(
        ({ register, count, last }) =>
          `${registerOf(register).label}${count}份，最后填写于${chineseDateTime(last)}`,
      )
      .join('；'),
  };
}

function refuseAtWork(name: string): never {
  return refuse(
    'OwnerAtWork',
    `${name}的账号没有停用，不能代为丢弃草稿。`,
    '草稿里可能有还没有登记的内容，是否保存由本人决定。',
    `请${name}登录后保存或者放弃；本人已离开的，先停用其账号。`,
  );
}

function refuseWithoutReason(): never {
  return refuse(
    'ReasonMissing',
    '还没有写明丢弃的理由。',
    '草稿丢弃后不能恢复，须写明理由备查。',
    '请填写理由，例如“本人已调离，经核对内容已另行登记”。',
    { reason: '请填写' },
  );
}
