/** The offices this vault knows by name: its own, and those whose certificates it holds. */
import { refuse } from '../../domain/failure.ts';
import { areNeighbours } from '../../domain/office.ts';
import { certificates, fingerprints, identities } from '../exchange/ledger/keys.ts';
import type { OfficeInfo } from '../registers/deps.ts';
import type { Reader } from '../vault/api.ts';
import type { OfficeName } from '../exchange/pki/office-name.ts';
import type { Desk } from './desk.ts';
import type { OpenOffice } from './office.ts';

export interface KnownOffice {
  readonly id: string;
  readonly name: string;
}

interface Knowing {
  readonly vault: Reader;
  readonly info: Pick<OfficeInfo, 'id' | 'name'>;
}

export function knownOffices(office: Knowing): readonly KnownOffice[] {
  const namesById = new Map([[office.info.id, office.info.name]]);
  for (const { certificate } of certificates(office.vault)) {
    const { office: id, name } = certificate.office;
    if (!namesById.has(id)) namesById.set(id, name);
  }
  return [...namesById].map(([id, name]) => ({ id, name }));
}

/** Offices' names for a whole list: every certificate is read once, not once a row. */
export function officeNames(office: Knowing): (id: string) => string {
  const namesById = new Map(knownOffices(office).map(({ id, name }) => [id, name]));
  return (id) => namesById.get(id) ?? id;
}

/** As {@link officeNames}, for who asks at every save: certificates are read again once others are held. */
export function keptOfficeNames(office: Knowing): () => (id: string) => string {
  let kept: { readonly held: string; readonly nameOf: (id: string) => string } | undefined;
  return () => {
    const held = fingerprints(office.vault).join(' ');
    if (kept?.held !== held) kept = { held, nameOf: officeNames(office) };
    return kept.nameOf;
  };
}

/** An office's name; its id when its certificate is not known. */
export function officeName(office: Knowing, id: string): string {
  return officeNames(office)(id);
}

/** Who this office exchanges with: neighbours whose certificates are in force, its own certificate too where it holds one. */
export function activeNeighbours({ vault, info }: OpenOffice): readonly OfficeName[] {
  return certificates(vault)
    .filter(({ status }) => status === 'active')
    .map(({ certificate }) => certificate.office)
    .filter(({ office }) => areNeighbours(info.id, office));
}

/** Refuses `NotNeighbours`: a group's workstation has to do with the office whose group it is, and with nobody else. */
export function requireNeighbour(
  desk: Pick<Desk, 'office'>,
  { office, name }: { readonly office: string; readonly name: string },
): void {
  if (areNeighbours(desk.office().info.id, office)) return;
  refuse(
    'NotNeighbours',
    `本单位与${name}之间不直接交换数据包。`,
    '巡察组单机只与派出它的巡察办交换，其登记的内容移交后由巡察办办理、报送。',
    '请与派出巡察组的巡察办联系。',
  );
}

/** The fingerprint of this office's certificate in use, hex; null before enrolment. */
export function ownFingerprint(office: Knowing): string | null {
  return identities(office.vault)[0]?.certificate.fingerprint ?? null;
}
