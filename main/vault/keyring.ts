/**
 * The keys of one open session. Master keys come in epochs: a re-key adds one, files name the epoch they were sealed
 * under, and purposes that must stay stable (audit chain, blob names) hang on the first.
 */
import type { Compartment } from '../../domain/register.ts';
import { deriveKey } from './crypto.ts';
import { refuseCompartment } from './failures.ts';

export interface Keyring {
  readonly vaultId: Buffer;
  /** The epoch that new files are sealed under; the largest of `masters`. */
  readonly epoch: number;
  readonly masters: ReadonlyMap<number, Buffer>;
  readonly compartments: ReadonlyMap<Compartment, Buffer>;
  /** Keys derived from a compartment's so far: an import asks for the same three a hundred thousand times. */
  readonly derived: Map<string, Buffer>;
}

export type FilePurpose = 'snapshot' | 'journal' | 'journal-nonce' | 'blob';

/** A key of its own for each file, so no nonce can repeat under one key across files or copies. */
export function fileKey(keyring: Keyring, epoch: number, purpose: FilePurpose, fileId: Buffer): Buffer {
  const master = keyring.masters.get(epoch);
  if (!master) throw new Error(`no master key of epoch ${epoch}`);
  return deriveKey(master, fileId, `lianxun/1/file/${purpose}`);
}

export function currentMaster(keyring: Keyring): Buffer {
  const master = keyring.masters.get(keyring.epoch);
  if (!master) throw new Error('the keys of this session have been dropped');
  return master;
}

/** Stable over re-keys. */
export function purposeKey(keyring: Keyring, purpose: string): Buffer {
  const master = keyring.masters.get(1);
  if (!master) throw new Error('the keys of this session have been dropped');
  return deriveKey(master, keyring.vaultId, `lianxun/1/purpose/${purpose}`);
}

export function compartmentKey(
  keyring: Keyring,
  compartment: Compartment,
  use: 'field' | 'field-nonce' | 'blind',
): Buffer {
  const info = `lianxun/1/compartment/${compartment}/${use}`;
  const known = keyring.derived.get(info);
  if (known) return known;
  const key = keyring.compartments.get(compartment) ?? refuseCompartment();
  const derived = deriveKey(key, keyring.vaultId, info);
  keyring.derived.set(info, derived);
  return derived;
}

/** Overwrites every key in memory. */
export function dropKeys(keyring: Keyring): void {
  for (const key of keyring.masters.values()) key.fill(0);
  for (const key of keyring.compartments.values()) key.fill(0);
  for (const key of keyring.derived.values()) key.fill(0);
  keyring.derived.clear();
}
