/**
 * Parts that are addressed one by one (巡察组 of a round): an office that gets one needs the whole it belongs to, and one
 * that is to have the whole no longer has no use for them. What follows is written down like the act itself, so that every
 * line that starts or stops going is a revision of its own.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import { permissionOn } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { type Direction, directionBetween } from '../../domain/package-kinds.ts';
import type { Register } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { refuseAddress, travelOf } from './addressable.ts';
import { addAddressee, addresseesOf, isAddressedTo, type Peer } from './addressee-table.ts';
import { requirePermission } from './changeable.ts';
import { type EngineContext, findRecord, moduleOf, writeRevision } from './commands.ts';
import { wholeOf } from './computed.ts';
import { currentSeq } from './counters.ts';
import type { RegisterModule } from './deps.ts';
import { quote } from './sql.ts';
import type { Stored } from './store.ts';

interface Act {
  readonly by: string;
  readonly at: number;
}

/**
 * Addresses what a record is part of to the office the record goes to; returns the numbers of what goes along. Refuses
 * `NotAddressable` where the whole cannot go.
 */
export function addressWhole(
  tx: Writer,
  context: EngineContext,
  actor: Actor,
  peer: Peer,
  part: { readonly module: RegisterModule; readonly stored: Stored },
  act: Act,
): readonly string[] {
  const { register } = part.module;
  const direction = directionBetween(context.office.level, peer.level);
  if (!register.partOf || !isAddressed(register, direction)) return [];
  const module = moduleOf(context, register.partOf.register);
  return wholeOf(register, part.stored).flatMap((id) => {
    if (isAddressedTo(tx, id, peer.id)) return [];
    const before = findRecord(tx, context.vault, module, id);
    requirePermission(
      actor,
      permissionOn(module.register, 'export') ?? '',
      `把${module.register.label}发往其他单位`,
    );
    if (!travelOf(module.register, before, direction)) refuseAddress(module.register, before, peer);
    const stored = note(tx, context, module, before, `随${part.stored.no}发往${peer.name}`, act);
    addAddressee(tx, module.register.id, id, {
      ...{ office: peer.id, handedOver: false, ...act },
      seq: currentSeq(tx),
    });
    return [stored.no, ...addressWhole(tx, context, actor, peer, { module, stored }, act)];
  });
}

/** Takes back the addresses of what is part of a record that goes to an office no longer; returns their numbers. */
export function withdrawParts(
  tx: Writer,
  context: EngineContext,
  peer: Peer,
  whole: { readonly register: string; readonly stored: Stored },
  act: Act,
): readonly string[] {
  return context.modules
    .filter(({ register }) => register.partOf?.register === whole.register)
    .flatMap((module) => {
      const { id: table, partOf } = module.register;
      const rows = tx.all<{ id: string }>(
        `SELECT r.id FROM addressee a JOIN ${quote(table)} r ON r.id = a.record
         WHERE r.${quote(partOf?.field ?? '')} = ? AND r.office = ? AND a.office = ? AND a.handedOver = 0 ORDER BY r.no`,
        [whole.stored.id, context.office.id, peer.id],
      );
      return rows.flatMap(({ id }) => {
        const before = findRecord(tx, context.vault, module, id);
        const reason = `随${whole.stored.no}不再发往${peer.name}`;
        const stored = note(tx, context, module, before, reason, act);
        tx.run('DELETE FROM addressee WHERE record = ? AND office = ?', [id, peer.id]);
        return [stored.no, ...withdrawParts(tx, context, peer, { register: table, stored }, act)];
      });
    });
}

/** Whether its records go that way one by one, and not with what they are part of. */
function isAddressed({ travels = [] }: Register, direction: Direction): boolean {
  return travels.some((travel) => travel.direction === direction && travel.which === 'addressed');
}

/** Refuses `StillAddressed`: the office it goes to may not have the whole it is to belong to. */
export function refuseMoveOfAddressed(reader: Reader, { id, no }: Stored, what: string): void {
  if (addresseesOf(reader, id).length === 0) return;
  refuse(
    'StillAddressed',
    `${no}已发往其他单位，不能改变${what}。`,
    '接收单位的那一件会与原来的所属脱节。',
    '请先在本件页面上逐个点“不再发往”，修改后再重新发往。',
  );
}

function note(
  tx: Writer,
  context: EngineContext,
  module: RegisterModule,
  before: Stored,
  reason: string,
  act: Act,
): Stored {
  const next = { ...before, rev: before.rev + 1 };
  return writeRevision(tx, context, module, before, next, context.reference(tx), {
    ...act,
    ...{ action: 'address', reason },
  });
}
