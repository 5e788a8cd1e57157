/**
 * 撤回: what was sent to us and is ours to have no longer. It stays as it was, with its history and what we added to it
 * (replies), but is void here: not counted, not waited for, not to be named by anything new. It is in force again when its
 * owner sends it again.
 */
import type { Review } from './judge.ts';
import type { PackagedRecord } from './packaged.ts';
import type { Stored } from './store.ts';

const reason = '登记单位已撤回';

const unchanged: Review = { outcome: 'unchanged', reason: '' };

/** Judges a withdrawal by what we have of its record. Never having had it is as good as having heard it. */
export function reviewWithdrawal(
  record: PackagedRecord,
  stored: Stored | undefined,
  isRestored: boolean,
): Review {
  if (!stored) return unchanged;
  if (stored.office !== record.office)
    return { outcome: 'refused', reason: '此件不归发送单位，不能由它撤回。' };
  if (record.rev < (stored.importedRev ?? stored.rev) && !isRestored) return unchanged;
  const known = record.void ? stored.void?.at === record.void.at && !stored.withdrawn : stored.withdrawn;
  if (known) return unchanged;
  const what = record.void ? `登记单位已作废此件（${record.void.reason}）` : `${reason}此件`;
  return { outcome: 'changed', reason: `${what}，本机保留其内容和办理经过。` };
}

/** The record as it is here after its withdrawal. */
export function withdrawnCopy(record: PackagedRecord, before: Stored, packageId: string): Stored {
  const { by, at } = record.updated;
  return {
    ...before,
    rev: Math.max(before.rev + 1, record.rev),
    void: record.void ?? { by, at, reason },
    withdrawn: record.void === null,
    importedFrom: packageId,
    importedRev: record.rev,
  };
}
