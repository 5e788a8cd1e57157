/**
 * The office's register of the PCs that are out with its groups (decision 022): opened by the configuration package, moved by
 * what goes there and comes from there, in the transaction in which it does. Nobody has to remember to keep it.
 */
import type { Values } from '../../domain/register.ts';
import {
  workstation as register,
  type WorkstationState,
} from '../../domain/registers/workstation/workstation.ts';
import { hostOf } from '../../domain/office.ts';
import { chineseDate } from '../deps.ts';
import { certificateOf } from '../exchange/ledger/keys.ts';
import { type PackageRecord, recipientsOf } from '../exchange/ledger/packages.ts';
import type { Manifest } from '../exchange/manifest.ts';
import type { Receipt } from '../exchange/receipt.ts';
import { findNoted, noteHappened } from '../registers/noted.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader, Writer } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import { officeName } from './offices.ts';

type Desked = Pick<Desk, 'office' | 'person' | 'now'>;

/** A package that has just been sealed: a configuration opens the record, a receipt says that the hand-in is safe here. */
export function noteSentTo(desk: Desked, tx: Writer, record: PackageRecord): void {
  for (const { office } of recipientsOf(tx, record.id)) {
    if (hostOf(office) !== desk.office().info.id) continue;
    if (record.kind === 'configuration') noteConfigured(desk, tx, office, record);
    if (record.kind === 'receipt') noteReceiptGiven(desk, tx, office, record);
  }
}

/** Who took a package in, and in whose presence. */
export interface TakenInBy {
  readonly importedBy: string;
  readonly witness: string;
}

/**
 * Whether records come from a workstation that is filed as wiped: then it was not, or what its statement says is not so. A
 * receipt may have been under way.
 */
export function cameAfterWiping(
  desk: Pick<Desk, 'office'>,
  reader: Reader,
  { sender: { office }, kind }: Pick<Manifest, 'sender' | 'kind'>,
): boolean {
  if (kind === 'receipt' || hostOf(office) !== desk.office().info.id) return false;
  return recordOf(desk, reader, office)?.state === 'WIPED';
}

/** What has just been taken in from a workstation: a receipt says that it is in use, anything else is handed in. */
export function noteCameFrom(
  desk: Desked,
  tx: Writer,
  { sender: { office }, kind, no, createdAt, createdBy, approvedBy }: Manifest,
  receipt: Receipt | null,
  by: TakenInBy,
): void {
  const before = hostOf(office) === desk.office().info.id ? recordOf(desk, tx, office) : undefined;
  if (!before) return;
  if (receipt) {
    const holds = receipt.streams.some((stream) => stream.kind === 'configuration' && stream.contiguous > 0);
    if (!holds || before.state !== 'CONFIGURED') return;
    move(desk, tx, before, 'IN_USE', `收到其回执${no}`, { inUseSince: chineseDate(createdAt) });
    return;
  }
  // Leads come by themselves, before or after everything else, and are no hand-in of the PC.
  const isWiped = before.state === 'WIPED';
  if (kind === 'leads') {
    if (isWiped) move(desk, tx, before, 'HANDED_IN', `登记清理以后又接收移交包${no}`, unwiped);
    return;
  }
  if (before.values['handInNo'] === no) return;
  move(desk, tx, before, 'HANDED_IN', `${isWiped ? '登记清理以后又' : ''}接收移交包${no}`, {
    ...(isWiped ? unwiped : {}),
    handedInAt: chineseDate(createdAt),
    handedInBy: createdBy.name,
    handInApprovedBy: approvedBy.name,
    handInNo: no,
    checkedAt: desk.office().today(),
    checkedBy: by.importedBy,
    checkedWith: by.witness,
  });
}

/** The record of a workstation, or undefined where it was never configured from here. */
export function recordOf(desk: Pick<Desk, 'office'>, tx: Reader, office: string): Stored | undefined {
  return findNoted(tx, desk.office().engine.context, register.id, 'code', office);
}

/** Writes down what state the PC is in now: the next one, or handed in again when a refused record came once more. */
function move(
  desk: Desked,
  tx: Writer,
  before: Stored,
  to: WorkstationState,
  reason: string,
  values: Values,
): void {
  const { engine } = desk.office();
  noteHappened(tx, engine.context, desk.person().actor, register.id, before, { state: to, reason, values });
}

/** The statement has been checked: nothing of the PC is left. */
export function noteWiped(
  desk: Desked,
  tx: Writer,
  before: Stored,
  values: Values,
  backups: readonly { readonly at: number; readonly what: string }[],
): void {
  const { engine, today } = desk.office();
  const { actor } = desk.person();
  noteHappened(tx, engine.context, actor, register.id, before, {
    state: 'WIPED',
    reason: '核验清理声明',
    values: { ...values, statementReadAt: today(), statementReadBy: actor.name },
    children: { backups: backups.map(({ at, what }) => ({ madeAt: chineseDate(at), what })) },
  });
}

// ---- internals

/** Of a PC that turns out not to be wiped. The trail keeps what its statement said, and the backups it named stay. */
const unwiped: Values = {
  wipedAt: null,
  wipedBy: null,
  wipedWith: null,
  wipedReceipts: null,
  statementDigest: null,
  statementReadAt: null,
  statementReadBy: null,
};

function noteConfigured(desk: Desked, tx: Writer, office: string, record: PackageRecord): void {
  const { engine } = desk.office();
  const before = recordOf(desk, tx, office);
  // What is sent later brings the PC up to date; who configured it, and for which group, is known by then.
  if (before && before.state !== 'CONFIGURED') return;
  const group = tx.get<{ id: string; round: string }>(
    `SELECT r.id, r.round FROM addressee a JOIN inspectionGroup r ON r.id = a.record
     WHERE a.register = 'inspectionGroup' AND a.office = ? AND a.handedOver = 0 AND r.voidAt IS NULL LIMIT 1`,
    [office],
  );
  if (!group) return;
  const certificate = certificateOf(tx, office);
  const values: Values = {
    code: office,
    name: officeName(desk.office(), office),
    group: group.id,
    round: group.round,
    certificateUntil: certificate ? chineseDate(certificate.notAfter) : null,
    configuredAt: chineseDate(desk.now()),
    configuredBy: record.createdBy.name,
    configurationApprovedBy: record.approvedBy?.name ?? null,
    configurationNo: record.no,
  };
  noteHappened(tx, engine.context, desk.person().actor, register.id, before, {
    state: 'CONFIGURED',
    values,
    reason: `配置包${record.no}`,
  });
}

function noteReceiptGiven(desk: Desked, tx: Writer, office: string, record: PackageRecord): void {
  const before = recordOf(desk, tx, office);
  if (before?.state !== 'HANDED_IN' && before?.state !== 'RECEIPT_GIVEN') return;
  move(desk, tx, before, 'RECEIPT_GIVEN', `出具回执${record.no}`, {
    receiptAt: chineseDate(desk.now()),
    receiptBy: record.createdBy.name,
    receiptApprovedBy: record.approvedBy?.name ?? null,
    receiptNo: record.no,
  });
}
