/**
 * 发往: the offices of the network a record goes to, one by one. Their copy stays ours and only we change it, unless the
 * register hands its records over (移交): then the record is theirs from that moment, and they send us what becomes of it.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { type Direction, directionBetween } from '../../domain/package-kinds.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Travel } from '../../domain/travel.ts';
import { permissionOn } from '../../domain/access/permissions.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { findForChange, requirePermission } from './changeable.ts';
import { type EngineContext, moduleOf, writeRevision } from './commands.ts';
import { currentSeq } from './counters.ts';
import { retellParts } from './retell.ts';
import { refuseVoidRequested } from './steps.ts';
import type { Stored } from './store.ts';
import { isHandedTo, type RestoredAt, takeBack } from './take-back.ts';

/** An office of the network. */
export interface Peer {
  readonly id: string;
  readonly name: string;
  readonly level: string;
}

export interface Addressee {
  readonly office: string;
  readonly handedOver: boolean;
  readonly by: string;
  readonly at: number;
}

export function addresseesOf(reader: Reader, record: string): readonly Addressee[] {
  return reader
    .all<{ office: string; handedOver: number; by: string; at: number }>(
      'SELECT office, handedOver, by, at FROM addressee WHERE record = ? ORDER BY at, office',
      [record],
    )
    .map((row) => ({ ...row, handedOver: row.handedOver === 1 }));
}

export function isAddressedTo(reader: Reader, record: string, office: string): boolean {
  const row = reader.get('SELECT 1 AS found FROM addressee WHERE record = ? AND office = ?', [
    record,
    office,
  ]);
  return row !== undefined;
}

export function addAddressee(
  tx: Writer,
  register: string,
  record: string,
  { office, handedOver, by, at, seq }: Addressee & { readonly seq: number },
): void {
  tx.run(
    `INSERT INTO addressee (register, record, office, seq, handedOver, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (record, office) DO UPDATE SET seq = excluded.seq, handedOver = excluded.handedOver,
     by = excluded.by, at = excluded.at`,
    [register, record, office, seq, handedOver ? 1 : 0, by, at],
  );
}

type Standing = { readonly state: string; readonly values: Values };

function goes(travel: Travel, stored: Standing, direction: Direction): boolean {
  return (
    travel.direction === direction &&
    (travel.states === undefined || travel.states.includes(stored.state)) &&
    (travel.only === undefined || (stored.values[travel.only.field] === true) === travel.only.is)
  );
}

/** In which kind a record as it stands goes to the offices in that direction it is addressed to, or undefined. */
export function travelOf(register: Register, stored: Standing, direction: Direction): Travel | undefined {
  return register.travels?.find((travel) => travel.which === 'addressed' && goes(travel, stored, direction));
}

/** In which kind a record goes to every office in that direction because it is marked for it, or undefined. */
export function circularOf(register: Register, stored: Standing, direction: Direction): Travel | undefined {
  return register.travels?.find(
    (travel) => travel.which === 'all' && travel.only !== undefined && goes(travel, stored, direction),
  );
}

/** Whether who gets its records without owning them has handed them over, and so has to hear what becomes of them. */
export function onlyHandsOver(register: Register): boolean {
  const addressed = (register.travels ?? []).filter(({ which }) => which === 'addressed');
  return addressed.length > 0 && addressed.every(({ handsOver }) => handsOver);
}

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
 * next package. Refuses `NotAddressable`, `GoesToAll`, `StaysTold`, `NotAllowed`, `Changed`, `Voided`, `NotOwner`, `VoidRequested` and what
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
  const travel = travelOf(register, before, direction);
  if (input.on && !travel) {
    const circular = circularOf(register, before, direction);
    if (circular) refuseTwice(before, circular);
    refuseAddress(register, before, peer);
  }
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
  if (input.on)
    addAddressee(tx, register.id, stored.id, { office: peer.id, handedOver, ...by, seq: currentSeq(tx) });
  else tx.run('DELETE FROM addressee WHERE record = ? AND office = ?', [stored.id, peer.id]);
  const told = { ...by, reason: `随${stored.no}${entry.reason}` };
  retellParts(tx, context, { register, id: stored.id }, input.on ? 'sent' : 'all', told);
  const detail = `${act}${peer.name}${travel ? `（${packageKindLabels[travel.kind]}）` : ''}`;
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

function refuseTwice({ no }: Stored, { kind }: Travel): never {
  refuse(
    'GoesToAll',
    `${no}不必选定接收单位。`,
    `它随“${packageKindLabels[kind]}”发往下级各单位。`,
    `请到“数据交换”编制“${packageKindLabels[kind]}”数据包发出。`,
  );
}

function refuseAddress(register: Register, stored: Stored, peer: Peer): never {
  const travels = (register.travels ?? []).filter(({ which }) => which === 'addressed');
  const codes = new Set(travels.flatMap(({ states }) => states ?? []));
  const labels = register.workflow.states.filter(({ code }) => codes.has(code)).map(({ label }) => label);
  refuse(
    'NotAddressable',
    `${stored.no}现在不能发往${peer.name}。`,
    travels.length === 0
      ? `${register.label}不在单位之间传递。`
      : labels.length === 0
        ? `${register.label}不向该单位传递。`
        : `只有${labels.join('、')}的${register.label}才能发往其他单位。`,
    '请先办理到相应的环节，或者改选接收单位。',
  );
}
