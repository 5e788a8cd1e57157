/** The offices this vault knows by name: its own, and those whose certificates it holds. */
import { certificates, identities } from '../exchange/ledger/keys.ts';
import type { OpenOffice } from './office.ts';

export interface KnownOffice {
  readonly id: string;
  readonly name: string;
}

export function knownOffices(office: OpenOffice): readonly KnownOffice[] {
  const namesById = new Map([[office.info.id, office.info.name]]);
  for (const { certificate } of certificates(office.vault)) {
    const { office: id, name } = certificate.office;
    if (!namesById.has(id)) namesById.set(id, name);
  }
  return [...namesById].map(([id, name]) => ({ id, name }));
}

/** Offices' names for a whole list: every certificate is read once, not once a row. */
export function officeNames(office: OpenOffice): (id: string) => string {
  const namesById = new Map(knownOffices(office).map(({ id, name }) => [id, name]));
  return (id) => namesById.get(id) ?? id;
}

/** An office's name; its id when its certificate is not known. */
export function officeName(office: OpenOffice, id: string): string {
  return officeNames(office)(id);
}

/** The fingerprint of this office's certificate in use, hex; null before enrolment. */
export function ownFingerprint(office: OpenOffice): string | null {
  return identities(office.vault)[0]?.certificate.fingerprint ?? null;
}
