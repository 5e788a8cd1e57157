/**
 * 发往: the offices of the network a record goes to, one by one. Their copy stays ours and only we change it, unless the
 * register hands its records over (移交): then the record is theirs from that moment, and they send us what becomes of it.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { directionBetween } from '../../domain/package-kinds.ts';
import type { Travel } from '../../domain/travel.ts';
import { permissionOn } from '../../domain/access/permissions.ts';
import type { Written } from '../audit/commit.ts';
import type { Register } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { inOneGo } from '../vault/slices.ts';
import { addressWhole, withdrawParts } from './address-parts.ts';
import { addressingOf, circularOf, onlyHandsOver, refuseAddress } from './addressable.ts';
import { addAddressee, isAddressedTo, type Peer } from './addressee-table.ts';
import { findForChange, requirePermission } from './changeable.ts';
import { type EngineContext, moduleOf, refreshRecords, writeRevision } from './commands.ts';
import { currentSeq } from './counters.ts';
import { retellParts } from './retell.ts';
import { refuseVoidRequested } from './steps.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';
import { isHandedTo, type RestoredAt, takeBack } from './take-back.ts';

export interface Addressing {
  readonly register: string;
  readonly id: string;
  readonly rev: number;
  /** False takes the address back: it is withdrawn there; of a record handed over, it is ours again. */
  readonly on: boolean;
  readonly restoredAt: RestoredAt;
}

/**
 * Addresses a record to an office, or takes the address back. The record's next revision says so, so that it goes with the
 * next package. Refuses `NotAddressable`, `OneOnly`, `GoesToAll`, `StaysTold`, `NotAllowed`, `Changed`, `Voided`, `NotOwner`, `VoidRequested` and what
 * {@link takeBack} refuses.
 */
export function addressRecord(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  peer: Peer,
  input: Addressing,
): Written<Record<string, never>> {
  if (!input.on && isHandedTo(tx, input.id, peer.id)) return takeBack(tx, context, actor, peer, input);
  const module = moduleOf(context, input.register);
  const { register } = module;
  const before = findForChange(tx, context, module, input.id, input.rev);
  refuseVoidRequested(before);
  if (!input.on && onlyHandsOver(register)) refuseSilence(before, peer);
  const direction = directionBetween(context.office.level, peer.level);
  const travel = addressingOf(register, before, direction);
  if (input.on && !travel) {
    const circular = circularOf(register, before, direction);
    if (circular) refuseTwice(before, circular);
    refuseAddress(register, before, peer);
  }
  if (input.on && travel?.single) refuseSecond(tx, register, before, peer);
  const handedOver = input.on && travel?.handsOver === true;
  const needed = permissionOn(register, handedOver ? 'handOver' : 'export') ?? '';
  // Who already gets what is handed over handed it to us.
  const action = !handedOver ? 'address' : isAddressedTo(tx, before.id, peer.id) ? 'handBack' : 'handOver';
  const act = handedOver ? '移交' : input.on ? '发往' : '不再发往';
  requirePermission(actor, needed, `把${register.label}${act}其他单位`);
  const by = { by: actor.userId, at: context.now() };
  const entry = { action, reason: `${act}${peer.name}`, ...by };
  const next = { ...before, office: handedOver ? peer.id : before.office, rev: before.rev + 1 };
  const stored = writeRevision(tx, context, module, before, next, context.reference(tx), entry);
  let along: readonly string[];
  if (input.on) {
    addAddressee(tx, register.id, stored.id, { office: peer.id, handedOver, ...by, seq: currentSeq(tx) });
    along = addressWhole(tx, context, actor, peer, { module, stored }, by);
  } else {
    tx.run('DELETE FROM addressee WHERE record = ? AND office = ?', [stored.id, peer.id]);
    along = withdrawParts(tx, context, peer, { register: register.id, stored }, by);
  }
  // Who is asked has changed, and with it who has not answered.
  inOneGo(refreshRecords(tx, context, module, [stored.id], by));
  const told = { ...by, reason: `随${stored.no}${entry.reason}` };
  retellParts(tx, context, { register, id: stored.id }, input.on ? 'sent' : 'all', told);
  const also = along.length === 0 ? '' : `，连同${along.join('、')}`;
  const detail = `${act}${peer.name}${travel ? `（${packageKindLabels[travel.kind]}）` : ''}${also}`;
  return {
    output: {},
    audit: { action: 'records.address', entity: register.id, entityNo: stored.no, detail },
  };
}

function refuseSilence({ no }: Stored, { name }: Peer): never {
  refuse(
    'StaysTold',
    `${no}由${name}移交来，须继续发往该单位。`,
    '移交单位由数据包得知此件的办理情况；不再发往，此件在该单位会显示“对方已撤回”。',
    '不属本单位办理的，请办理“发往其他单位”，移交回该单位。',
  );
}

/** The first one goes no longer before another can: what was made on the workstation is of one group. */
function refuseSecond(
  reader: Reader,
  { id: table, label }: Register,
  { id, no }: Stored,
  { id: office, name }: Peer,
): void {
  const other = reader.get<{ no: string }>(
    `SELECT r.no FROM addressee a JOIN ${quote(table)} r ON r.id = a.record
     WHERE a.office = ? AND r.id <> ? AND r.voidAt IS NULL LIMIT 1`,
    [office, id],
  );
  if (!other) return;
  refuse(
    'OneOnly',
    `${no}不能发往${name}。`,
    `已经发往${name}的是${other.no}；一台单机只为一个${label}服务，不得混用。`,
    '请改用另一台单机；发错的，先在那一件的页面上“不再发往”。',
  );
}

function refuseTwice({ no }: Stored, { kind }: Travel): never {
  refuse(
    'GoesToAll',
    `${no}不必选定接收单位。`,
    `它随“${packageKindLabels[kind]}”发往下级各单位。`,
    `请到“数据交换”编制“${packageKindLabels[kind]}”数据包发出。`,
  );
}
