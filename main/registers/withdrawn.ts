/**
 * 撤回: what was sent to us and is ours to have no longer. It stays as it was, with its history and what we added to it
 * (replies), but is void here: not counted, not waited for, not to be named by anything new. It is in force again when its
 * owner sends it again. Of people who were only offered (`keptWithdrawn`) nothing stays but what groups name, nor in the trail.
 */
import { refused } from '../../domain/refusals.ts';
import type { Register } from '../../domain/register.ts';
import { markKeys } from '../../domain/secrecy.ts';
import type { Writer } from '../vault/api.ts';
import { redactHistory } from './history.ts';
import type { Review } from './judge.ts';
import type { PackagedRecord } from './packaged.ts';
import { purgeIndex } from './search-index.ts';
import type { Stored } from './store.ts';

const reason = '登记单位已撤回';

const unchanged: Review = { outcome: 'unchanged', reason: '' };

/** Judges a withdrawal by what we have of its record. Never having had it is as good as having heard it. */
export function reviewWithdrawal(
  { fields, sends }: Register,
  record: PackagedRecord,
  stored: Stored | undefined,
  isRestored: boolean,
): Review {
  if (!stored) return unchanged;
  if (stored.office !== record.office) return refused('notOwner', '此件不归发送单位，不能由它撤回。');
  if (record.rev < (stored.importedRev ?? stored.rev) && !isRestored) return unchanged;
  const known = record.void ? stored.void?.at === record.void.at && !stored.withdrawn : stored.withdrawn;
  if (known) return unchanged;
  const why = record.void?.reason ? `（${record.void.reason}）` : '';
  const what = record.void ? `登记单位已作废此件${why}` : `${reason}此件`;
  const names = fields.filter(({ key }) => sends?.keptWithdrawn?.includes(key)).map(({ label }) => label);
  const rest =
    names.length === 0 ? '本机保留其内容和办理经过' : `本机只保留${names.join('、')}，其余内容清除`;
  return { outcome: 'changed', reason: `${what}，${rest}。` };
}

/** The record as it is here after its withdrawal. */
export function withdrawnCopy(
  register: Register,
  record: PackagedRecord,
  before: Stored,
  packageId: string,
): Stored {
  const { by, at } = record.updated;
  return {
    ...before,
    ...keptContent(register, before),
    rev: Math.max(before.rev + 1, record.rev),
    void: record.void ?? { by, at, reason },
    withdrawn: record.void === null,
    importedFrom: packageId,
    importedRev: record.rev,
  };
}

/** What of the content stays: all of it, or what the register keeps of who was only offered. */
export function keptContent(
  register: Register,
  { values, children }: Pick<Stored, 'values' | 'children'>,
): Pick<Stored, 'values' | 'children'> {
  const kept = keptKeys(register);
  if (!kept) return { values, children };
  return {
    values: Object.fromEntries(Object.entries(values).filter(([key]) => kept.includes(key))),
    children: Object.fromEntries(register.children.map(({ key }) => [key, []])),
  };
}

/** After the copy was written: what it no longer holds goes from its trail and from the search index too. */
export function forgetWithdrawn(tx: Writer, register: Register, id: string): void {
  if (!keptKeys(register)) return;
  forgetTrail(tx, register, id);
  purgeIndex(tx, register);
}

/** What its trail says of it, but for what is kept. */
export function forgetTrail(tx: Writer, register: Register, id: string): void {
  const kept = keptKeys(register);
  if (kept) redactHistory(tx, id, new Set([...kept, 'state']));
}

/** The secrecy mark tells how even the rest is to be kept. Undefined where everything stays. */
function keptKeys({ sends }: Register): readonly string[] | undefined {
  return sends?.keptWithdrawn && [...sends.keptWithdrawn, ...markKeys];
}
