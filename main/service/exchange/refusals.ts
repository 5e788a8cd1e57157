/** Which records of a package were refused, as the sender and the recipient see it on the page of the package. */
import { mayOn } from '../../../domain/access/permissions.ts';
import { adviceOn } from '../../../domain/refusals.ts';
import { registerById } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { getPackage, recipientsOf, resultIn } from '../../exchange/ledger/packages.ts';
import { type Refusal, refusalsIn } from '../../exchange/refusals.ts';
import type { Desk } from '../desk.ts';

/** Refuses with `PackageMissing`. */
export function listRefusals(desk: Desk, packageId: string): Output<'packages.refusals'> {
  const { vault } = desk.office();
  const record = getPackage(vault, packageId);
  const result =
    record.direction === 'in' ? record.result : (recipientsOf(vault, packageId)[0]?.result ?? null);
  const refusals = refusalsIn(result) ?? [];
  const refused = resultIn(result)?.refused ?? 0;
  const isOwn = record.direction === 'out';
  return { refusals: refusals.map((each) => shown(desk, each, isOwn)), unlisted: refused - refusals.length };
}

/** A record of ours goes by its own number, not by what the other office says; one that came by the number it came with. */
function shown(
  desk: Desk,
  { register: key, id, no, code, reason }: Refusal,
  isOwn: boolean,
): Output<'packages.refusals'>['refusals'][number] {
  const register = registerById(key);
  const held = register && desk.office().engine.numberOf(key, id);
  const mayRead = register !== undefined && mayOn(desk.person().actor.permissions, register, 'read');
  return {
    register: key,
    id: held !== undefined && mayRead ? id : null,
    no: (isOwn ? (held ?? no) : no || held) || '—',
    reason,
    advice: adviceOn(code),
  };
}
