/**
 * vault.json: who may open the vault. JSON in one canonical form, protected twice: `sum` finds damage without any
 * key, `tag` (an HMAC under the master key) finds changes by anyone who could not open it. Two copies are kept and
 * replaced one after the other, so no crash and no single damaged file can lock everyone out.
 */
import { timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Compartment } from '../../domain/register.ts';
import { base64, fromBase64, utf8 } from './bytes.ts';
import { deriveKey, hmac, sha256 } from './crypto.ts';
import { readWhole, replaceFile } from './files.ts';
import type { Files } from './files.ts';

/** 1 knew the compartment of the petitioners alone; a program of that time refuses 2 as newer and changes nothing. */
export const keyFileFormat = 2;
const knownFormats = [1, keyFileFormat] as const;
const keyFileNames = ['vault.json', 'vault.copy.json'] as const;

/** Also of one that was set aside, or was being written when the power went. */
export function isKeyFileName(name: string): boolean {
  return keyFileNames.some((each) => name === each || name.startsWith(`${each}.`));
}

const kdfSchema = z.strictObject({
  memoryKiB: z.int().positive(),
  passes: z.int().positive(),
  lanes: z.int().positive(),
});
/** Public key; private key wrapped by password or recovery secret; what is sealed to the public key. */
const commonSlot = {
  id: z.string().regex(/^[0-9a-f]{32}$/),
  salt: z.base64(),
  publicKey: z.base64(),
  privateKey: z.base64(),
  master: z.base64(),
  compartments: z.strictObject({ petitioner: z.base64().optional(), lead: z.base64().optional() }),
};
const userSlotSchema = z.strictObject({ kind: z.literal('user'), ...commonSlot, kdf: kdfSchema });
const recoverySlotSchema = z.strictObject({
  kind: z.literal('recovery'),
  ...commonSlot,
  set: z.string().regex(/^[0-9a-f]{6}$/),
  shares: z.int().min(2).max(255),
  threshold: z.int().min(2).max(255),
});
const keyFileSchema = z.strictObject({
  format: z.literal(knownFormats),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  office: z.strictObject({ id: z.string(), name: z.string() }),
  revision: z.int().positive(),
  epoch: z.int().positive(),
  accountSalt: z.base64(),
  /** Master keys of earlier epochs, each sealed under the present one. */
  previous: z.array(z.strictObject({ epoch: z.int().positive(), sealed: z.base64() })),
  slots: z.array(z.discriminatedUnion('kind', [userSlotSchema, recoverySlotSchema])),
});
const storedSchema = keyFileSchema.extend({ tag: z.base64(), sum: z.string() });

export type KeyFile = z.infer<typeof keyFileSchema>;
export type UserSlot = z.infer<typeof userSlotSchema>;
export type RecoverySlot = z.infer<typeof recoverySlotSchema>;
export type Slot = UserSlot | RecoverySlot;

/** A key file with the tag it carried; `isAuthentic` tells whether the tag is right. */
export interface StoredKeyFile {
  readonly keyFile: KeyFile;
  readonly tag: string;
}

export interface KeyFileCopies {
  /** The newest undamaged copy. */
  readonly newest: StoredKeyFile | undefined;
  /** Some copy is whole but of a newer format. */
  readonly newer: boolean;
  /** At least one copy exists. */
  readonly present: boolean;
  /** Names of copies that are missing, damaged or older than the newest. */
  readonly stale: readonly string[];
  /** Names of copies that are there but damaged. */
  readonly damaged: readonly string[];
}

/** Whether anybody holds the key of `compartment`: not so in a vault older than the compartment. */
export function hasKeyOf(keyFile: KeyFile, compartment: Compartment): boolean {
  return keyFile.slots.some((slot) => slot.compartments[compartment] !== undefined);
}

export function readKeyFiles(files: Files, folder: string): KeyFileCopies {
  const copies = keyFileNames.map((name) => {
    const bytes = readWhole(files, join(folder, name));
    return { name, present: bytes !== undefined, ...(bytes ? parseKeyFile(bytes) : {}) };
  });
  let newest: StoredKeyFile | undefined;
  for (const { stored } of copies) {
    if (stored && stored.keyFile.revision > (newest?.keyFile.revision ?? 0)) newest = stored;
  }
  const text = newest && JSON.stringify(newest);
  return {
    newest,
    newer: copies.some((copy) => copy.newer === true),
    present: copies.some((copy) => copy.present),
    stale: copies.filter((copy) => JSON.stringify(copy.stored) !== text).map((copy) => copy.name),
    damaged: copies.filter((copy) => copy.present && !copy.stored && !copy.newer).map((copy) => copy.name),
  };
}

/** Writes both copies, the second only when the first is durable. `check` opens what was written first. */
export async function writeKeyFiles(
  files: Files,
  folder: string,
  keyFile: KeyFile,
  master: Buffer,
  check: (readBack: StoredKeyFile) => Promise<boolean> | boolean,
): Promise<void> {
  const bytes = encodeKeyFile(keyFile, master);
  for (const name of keyFileNames) {
    await replaceFile(files, folder, join(folder, name), bytes, async (readBack) => {
      const { stored } = parseKeyFile(readBack);
      if (!stored || !isAuthentic(stored, master)) return false;
      return name === keyFileNames[0] ? await check(stored) : true;
    });
  }
}

/** Brings one copy up to the newest revision, byte for byte. */
export async function repairKeyFile(
  files: Files,
  folder: string,
  name: string,
  newest: StoredKeyFile,
  master: Buffer,
): Promise<void> {
  const bytes = encodeKeyFile(newest.keyFile, master);
  await replaceFile(files, folder, join(folder, name), bytes, () => true);
}

export function isAuthentic(stored: StoredKeyFile, master: Buffer): boolean {
  const carried = fromBase64(stored.tag);
  const right = keyFileTag(stored.keyFile, master);
  return carried.length === right.length && timingSafeEqual(carried, right);
}

export function encodeKeyFile(keyFile: KeyFile, master: Buffer): Buffer {
  const tagged = { ...inOrder(keyFile), tag: base64(keyFileTag(keyFile, master)) };
  return utf8(toText({ ...tagged, sum: sha256(utf8(toText(tagged))).toString('hex') }));
}

/** `newer` only for a whole file: a damaged digit must not pass for a newer format. */
export function parseKeyFile(bytes: Buffer): { readonly stored?: StoredKeyFile; readonly newer?: boolean } {
  const text = bytes.toString('utf8');
  const value = parseObject(text);
  if (!value || toText(value) !== text) return {};
  const { sum, ...tagged } = value;
  if (sum !== sha256(utf8(toText(tagged))).toString('hex')) return {};
  if (typeof value['format'] === 'number' && value['format'] > keyFileFormat) return { newer: true };
  const parsed = storedSchema.safeParse(value);
  if (!parsed.success || toText(parsed.data) !== text) return {};
  const { tag, sum: _sum, ...keyFile } = parsed.data;
  return { stored: { keyFile, tag } };
}

function keyFileTag(keyFile: KeyFile, master: Buffer): Buffer {
  return hmac(
    deriveKey(master, fromBase64(keyFile.accountSalt), 'lianxun/1/key-file'),
    utf8(toText(inOrder(keyFile))),
  );
}

/** The fields in the order of the schema, the only order a file may have. */
function inOrder(keyFile: KeyFile): KeyFile {
  return keyFileSchema.parse(keyFile);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function toText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
