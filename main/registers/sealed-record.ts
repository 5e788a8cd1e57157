/**
 * Records of a compartment that stands open to holders of its key (问题线索). The sealed fields of a record lie in one
 * seal beside its plain columns. Whoever holds the key has them in clear from the moment a record is read; nobody else
 * has anything but the masks, and what he writes leaves the seal as it was.
 */
import { isEmpty } from '../../domain/empty.ts';
import type { ChildTable, Field, Register, Value, Values } from '../../domain/register.ts';
import { plainPart, sealedFields, standingIn, standsOpen } from '../../domain/sealed.ts';
import { maskValue } from '../../domain/text/mask.ts';
import type { Vault } from '../vault/api.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { compactValues } from './codec.ts';

/** What opens seals. */
export type Opener = Pick<Vault, 'openField' | 'blindToken' | 'compartments'>;
export type Sealer = Opener & Pick<Vault, 'sealField'>;

/** For work that no seal is opened for. */
export const withoutKeys: Opener = {
  compartments: new Set(),
  openField: refuseCompartment,
  blindToken: refuseCompartment,
};

/** Whether the register keeps something sealed that this session cannot read. */
export function isClosed(vault: Pick<Vault, 'compartments'>, register: Register): boolean {
  const compartment = standingIn(register);
  return compartment !== undefined && !vault.compartments.has(compartment);
}

/** What of the register this session can judge: all of it, or what is plain. */
export function judgedPart(vault: Pick<Vault, 'compartments'>, register: Register): Register {
  return isClosed(vault, register) ? plainPart(register) : register;
}

/** Whether rows of the table are in clear in this session as soon as they are read. */
export function isOpen(vault: Pick<Vault, 'compartments'>, { compartment }: ChildTable): boolean {
  return standsOpen(compartment) && vault.compartments.has(compartment);
}

export function maskField(field: Field, value: Value | undefined): Value {
  if (isEmpty(value)) return null;
  return maskValue(field.mask ?? 'full', typeof value === 'string' ? value : JSON.stringify(value ?? null));
}

/** Refuses to act on what this session cannot read. */
export function refuseClosed(vault: Pick<Vault, 'compartments'>, register: Register): void {
  if (isClosed(vault, register)) refuseCompartment();
}

const contextOf = (register: Register, id: string): string => `record:${register.id}:${id}`;

/** The sealed fields in clear. Throws ExpectedError `CompartmentClosed`, `FieldDamaged`. */
export function openValues(vault: Opener, register: Register, id: string, sealed: Uint8Array): Values {
  const plain = vault.openField(standingIn(register) ?? refuseCompartment(), contextOf(register, id), sealed);
  return JSON.parse(Buffer.from(plain).toString()) as Values;
}

/** The seal of a record's sealed fields, or null when none of them is filled. */
export function sealValues(vault: Sealer, register: Register, id: string, values: Values): Uint8Array | null {
  const keys = sealedFields(register.fields).map(({ key }) => key);
  const content = compactValues(Object.fromEntries(keys.map((key) => [key, values[key] ?? null])));
  if (Object.keys(content).length === 0) return null;
  const plain = Buffer.from(JSON.stringify(content));
  return vault.sealField(standingIn(register) ?? refuseCompartment(), contextOf(register, id), plain);
}

/** The parts of `values` that are sealed, for carrying them over. */
export function sealedPart(register: Register, values: Values): Values {
  const keys = sealedFields(register.fields).map(({ key }) => key);
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}
