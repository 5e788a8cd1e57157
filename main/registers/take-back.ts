/**
 * 取消移交: a record handed over by mistake is ours again as long as nobody can have got it. Once a package that holds it is
 * sealed, it may be anywhere, and there would be two owners: then only the other office can hand it back.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { permissionOn } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { refuseStale, requirePermission } from './changeable.ts';
import { type EngineContext, findRecord, moduleOf, writeRevision } from './commands.ts';
import type { Peer } from './addressee-table.ts';
import { progressOf } from './sent.ts';

interface HandOver {
  readonly register: string;
  readonly id: string;
  readonly rev: number;
}

/** When our vault was last taken from a backup: what it sent before may be missing from it. */
export type RestoredAt = number | null;

/** Whether the record is with an office because we handed it over. */
export function isHandedTo(reader: Reader, record: string, office: string): boolean {
  return handOverOf(reader, record, office) !== undefined;
}

/** Why a hand-over can no longer be taken back: it lies in a package, or nobody can say. Undefined when it can. */
export function holdOnHandOver(
  reader: Reader,
  record: string,
  office: string,
  restoredAt: RestoredAt,
): 'drafted' | 'left' | 'unknown' | undefined {
  const found = handOverOf(reader, record, office);
  if (!found) return 'left';
  const progress = progressOf(reader, record, office, found.seq);
  if (progress === 'sealed') return 'left';
  if (restoredAt !== null && found.at < restoredAt) return 'unknown';
  return progress === 'drafted' ? 'drafted' : undefined;
}

/** Makes the record ours again. Refuses `HandOverPacked`, `HandOverLeft`, `NotAllowed`, `Changed`. */
export function takeBack(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  peer: Peer,
  { register: registerId, id, rev, restoredAt }: HandOver & { readonly restoredAt: RestoredAt },
): Written<Record<string, never>> {
  const module = moduleOf(context, registerId);
  const { register } = module;
  requirePermission(actor, permissionOn(register, 'handOver') ?? '', `取消${register.label}的移交`);
  const before = findRecord(tx, context.vault, module, id);
  refuseStale(tx, context, before, rev);
  refuseHeld(before.no, peer, holdOnHandOver(tx, id, peer.id, restoredAt));
  const next = { ...before, office: context.office.id, rev: before.rev + 1 };
  const reason = `取消移交${peer.name}，数据包没有发出`;
  const entry = { action: 'takeBack', reason, by: actor.userId, at: context.now() };
  const stored = writeRevision(tx, context, module, before, next, context.reference(tx), entry);
  // Who handed it to us is told what becomes of it, as before.
  const undo = wasHandedBack(tx, id)
    ? 'UPDATE addressee SET handedOver = 0, seq = 0'
    : 'DELETE FROM addressee';
  tx.run(`${undo} WHERE record = ? AND office = ?`, [id, peer.id]);
  return {
    output: {},
    audit: { action: 'records.address', entity: register.id, entityNo: stored.no, detail: reason },
  };
}

function handOverOf(reader: Reader, record: string, office: string) {
  return reader.get<{ seq: number; at: number }>(
    'SELECT seq, at FROM addressee WHERE record = ? AND office = ? AND handedOver = 1',
    [record, office],
  );
}

function wasHandedBack(reader: Reader, record: string): boolean {
  const last = reader.get<{ action: string }>(
    `SELECT action FROM change WHERE record = ? AND action IN ('handOver', 'handBack') ORDER BY rev DESC LIMIT 1`,
    [record],
  );
  return last?.action === 'handBack';
}

function refuseHeld(no: string, { name }: Peer, hold: ReturnType<typeof holdOnHandOver>): void {
  if (hold === undefined) return;
  if (hold === 'drafted') {
    refuse(
      'HandOverPacked',
      `${no}已经编入待发的数据包，不能取消移交。`,
      '那个数据包仍可批准、发出，发出后此件归对方办理。',
      `请先在“数据交换”中作废发往${name}的那个数据包，再取消移交。`,
    );
  }
  refuse(
    'HandOverLeft',
    `${no}已移交${name}，不能取消移交。`,
    hold === 'left'
      ? '含有此件的数据包已经签名封装，对方可能已经导入，此件归对方办理。'
      : '移交以后本机恢复过备份，无法确定含有此件的数据包是否已经发出。',
    `请联系${name}：对方导入后，在此件的页面上办理“发往其他单位”，移交回本单位。`,
  );
}
