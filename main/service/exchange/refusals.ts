/** Which records of a package were refused: on the page of the package, and on the page of each record of ours. */
import { mayOn } from '../../../domain/access/permissions.ts';
import { isRecordKind } from '../../../domain/package-kinds.ts';
import { packageKindLabels, registersOf } from '../../../domain/packages.ts';
import { adviceOn } from '../../../domain/refusals.ts';
import { registerById } from '../../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { getPackage, recipientsOf, resultIn } from '../../exchange/ledger/packages.ts';
import { standingRefusals } from '../../exchange/ledger/refused.ts';
import { type Refusal, refusalsIn } from '../../exchange/refusals.ts';
import type { Desk } from '../desk.ts';
import { officeNames } from '../offices.ts';

/** Refuses with `PackageMissing`. */
export function listRefusals(desk: Desk, packageId: string): Output<'packages.refusals'> {
  const { vault } = desk.office();
  const record = getPackage(vault, packageId);
  const results =
    record.direction === 'in' ? [record.result] : recipientsOf(vault, packageId).map(({ result }) => result);
  const refusals = results.flatMap((result) => refusalsIn(result) ?? []);
  const refused = results.reduce((sum, result) => sum + (resultIn(result)?.refused ?? 0), 0);
  const isOwn = record.direction === 'out';
  return { refusals: refusals.map((each) => shown(desk, each, isOwn)), unlisted: refused - refusals.length };
}

/** Once for each office and kind of package; of several refusals of one record, the record itself before its scans. */
export function refusalsOfRecord(
  desk: Desk,
  { register, id }: Parsed<'records.refusals'>,
): Output<'records.refusals'> {
  const office = desk.office();
  const nameOf = officeNames(office);
  const standing = standingRefusals(office.vault, {
    isKind: (kind) => isRecordKind(kind) && registersOf(kind).has(register),
  });
  return {
    refusals: standing.flatMap(({ recipient, kind, packageNo, at, refusals, againNo }) => {
      const found = refusals.find((each) => each.register === register && each.id === id);
      if (!found) return [];
      const { code, reason } = found;
      return [
        {
          ...{ office: recipient, name: nameOf(recipient), kindLabel: packageKindLabels[kind] },
          ...{ packageNo, at, reason, advice: adviceOn(code), againNo },
        },
      ];
    }),
  };
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
