/** 发往其他单位: the offices of the network a record goes to, for the person at the desk. */
import { mayOn } from '../../domain/access/permissions.ts';
import { directionBetween } from '../../domain/package-kinds.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { currentEpoch } from '../exchange/ledger/epoch.ts';
import { certificates } from '../exchange/ledger/keys.ts';
import type { OfficeCertificate } from '../exchange/pki/certificate.ts';
import { requireCertificate } from '../exchange/prepare.ts';
import { circularOf, onlyHandsOver, travelOf } from '../registers/addressable.ts';
import type { Peer } from '../registers/addressee-table.ts';
import type { RestoredAt } from '../registers/take-back.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import { officeNames } from './offices.ts';

export function listAddressees(
  desk: Desk,
  { register: registerId, id }: Parsed<'records.addressees'>,
): Output<'records.addressees'> {
  const office = desk.office();
  const { engine, info } = office;
  const { permissions } = desk.person().actor;
  const register = registerOf(registerId);
  const nameOf = officeNames(office);
  const addressees = engine.addresseesOf(id);
  const record = engine.recordOf(registerId, id);
  const isOurs = record.office === info.id && !record.void && !record.voidRequest;
  const held = new Set(addressees.map((each) => each.office));
  const others = peers(desk);
  const circulars = others.flatMap(({ level }) => {
    const travel = isOurs && circularOf(register, record, directionBetween(info.level, level));
    return travel ? [packageKindLabels[travel.kind]] : [];
  });
  const choices = others.flatMap((peer) => {
    const travel = travelOf(register, record, directionBetween(info.level, peer.level));
    if (!isOurs || !travel || (held.has(peer.id) && !travel.handsOver)) return [];
    if (!mayOn(permissions, register, travel.handsOver ? 'handOver' : 'export')) return [];
    const { id: to, name } = peer;
    return [
      {
        office: to,
        name,
        kindLabel: packageKindLabels[travel.kind],
        handsOver: travel.handsOver === true,
      },
    ];
  });
  return {
    addressees: addressees.map(({ office: to, handedOver, by, at }) => ({
      office: to,
      name: nameOf(to),
      handedOver,
      revocable: handedOver
        ? mayOn(permissions, register, 'handOver') && engine.mayTakeBack(id, to, restoredAt(desk))
        : isOurs && mayOn(permissions, register, 'export') && !onlyHandsOver(register),
      byName: engine.context.userName(by),
      at,
    })),
    choices,
    circular: circulars[0] ?? null,
  };
}

/** Refuses `PeerUnknown` and whatever the engine refuses. */
export function addressRecord(desk: Desk, input: Parsed<'records.address'>): Output<'records.address'> {
  const office = desk.office();
  const { office: id } = input;
  // What is taken back may have gone to an office that has left the network.
  const last = input.on ? undefined : lastCertificateOf(office.vault, id);
  const { level } = (last ?? requireCertificate(office.vault, id)).office;
  const peer = { id, level, name: officeNames(office)(id) };
  return desk.commit([input.register, 'packages'], (tx) =>
    office.engine.addressRecord(tx, desk.person().actor, peer, { ...input, restoredAt: restoredAt(desk) }),
  );
}

function lastCertificateOf(vault: Reader, office: string): OfficeCertificate | undefined {
  return certificates(vault).find(({ certificate }) => certificate.office.office === office)?.certificate;
}

function restoredAt(desk: Desk): RestoredAt {
  const epoch = currentEpoch(desk.office().vault);
  return epoch?.reason === 'restored' ? epoch.startedAt : null;
}

function peers(desk: Desk): readonly Peer[] {
  const office = desk.office();
  const nameOf = officeNames(office);
  return certificates(office.vault)
    .filter(({ status, certificate }) => status === 'active' && certificate.office.office !== office.info.id)
    .map(({ certificate }) => certificate.office)
    .map(({ office: id, level }) => ({ id, level, name: nameOf(id) }));
}
