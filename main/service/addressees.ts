/** 发往其他单位: the offices of the network a record goes to, for the person at the desk. */
import { mayOn } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { travelForMany } from '../../domain/for-many.ts';
import { regionOfOffice } from '../../domain/office.ts';
import { directionBetween } from '../../domain/package-kinds.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import { currentEpoch } from '../exchange/ledger/epoch.ts';
import { certificates } from '../exchange/ledger/keys.ts';
import type { OfficeCertificate } from '../exchange/pki/certificate.ts';
import { requireCertificate } from '../exchange/prepare.ts';
import { partsIn } from '../registers/parties.ts';
import { addressingOf, circularOf, onlyHandsOver } from '../registers/addressable.ts';
import type { Peer } from '../registers/addressee-table.ts';
import type { RestoredAt } from '../registers/take-back.ts';
import type { Written } from '../audit/commit.ts';
import type { Reader, Writer } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import type { OpenOffice } from './office.ts';
import { activeNeighbours, officeNames } from './offices.ts';
import { placesOf } from './regions.ts';

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
    if (!travel) return [];
    return [{ kindLabel: packageKindLabels[travel.kind], isReduced: travel.reducedElsewhere === true }];
  });
  const partOf = partsIn(office.vault, placesOf(info.region), register, record.values);
  const choices = others.flatMap((peer) => {
    const travel = addressingOf(register, record, directionBetween(info.level, peer.level));
    if (!isOurs || !travel || (held.has(peer.id) && !travel.handsOver)) return [];
    if (!mayOn(permissions, register, travel.handsOver ? 'handOver' : 'export')) return [];
    const { id: to, name } = peer;
    const part = partOf(regionOfOffice(to)) ?? null;
    if (travel.foundByGroup && part === 'sender') return [];
    return [
      {
        office: to,
        name,
        kindLabel: packageKindLabels[travel.kind],
        handsOver: travel.handsOver === true,
        part,
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
  // What is taken back may have gone to an office that has left the network.
  const last = input.on ? undefined : lastCertificateOf(office.vault, input.office);
  const peer = peerOf(office, input.office, last);
  return desk.commit([input.register, 'packages'], (tx) => addressed(desk, peer, input, tx));
}

/** The office of this id as it is addressed now; refuses `PeerUnknown`. */
export function peerOf(
  office: OpenOffice,
  id: string,
  certificate: OfficeCertificate = requireCertificate(office.vault, id),
): Peer {
  return { id, level: certificate.office.level, name: officeNames(office)(id) };
}

/** Addresses a record inside the caller's transaction, or takes the address back. */
export function addressed(
  desk: Desk,
  peer: Peer,
  input: Omit<Parsed<'records.address'>, 'office'>,
  tx: Writer,
): Written<Output<'records.address'>> {
  const office = desk.office();
  if (input.on) refuseSender(office, input, peer);
  const { actor } = desk.person();
  return office.engine.addressRecord(tx, actor, peer, { ...input, restoredAt: restoredAt(desk) });
}

/** Offices that many records of a register can be addressed to at once. */
export function officesForMany(
  desk: Desk,
  { register: id }: Parsed<'records.officesForMany'>,
): Output<'records.officesForMany'> {
  const register = registerOf(id);
  if (!mayOn(desk.person().actor.permissions, register, 'export')) return { offices: [] };
  const { level: own } = desk.office().info;
  const offices = peers(desk).flatMap(({ id: office, level, name }) => {
    const travel = travelForMany(register, directionBetween(own, level));
    return travel ? [{ office, name, kindLabel: packageKindLabels[travel.kind] }] : [];
  });
  return { offices };
}

/** Refuses `GoesNotToSender`: who lent a group people has nothing to do with what it found in another county. */
function refuseSender(
  { engine, info, vault }: OpenOffice,
  { register: registerId, id }: Pick<Parsed<'records.address'>, 'register' | 'id'>,
  peer: Peer,
): void {
  const register = registerOf(registerId);
  const record = engine.recordOf(registerId, id);
  const travel = addressingOf(register, record, directionBetween(info.level, peer.level));
  if (!travel?.foundByGroup) return;
  const part = partsIn(vault, placesOf(info.region), register, record.values)(regionOfOffice(peer.id));
  if (part !== 'sender') return;
  refuse(
    'GoesNotToSender',
    `${record.no}不能发往${peer.name}。`,
    '该单位是本件所属巡察组的派出地，不是被巡察地；交叉巡察发现的问题和线索只交被巡察地和派出巡察组的单位。',
    '请改选被巡察地的单位；巡察轮次、巡察组填写有误的，先改正。',
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
  return activeNeighbours(office)
    .filter(({ office: id }) => id !== office.info.id)
    .map(({ office: id, level }) => ({ id, level, name: nameOf(id) }));
}
