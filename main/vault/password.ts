/** From a typed password to a key: Argon2id (RFC 9106) with a floor and a ceiling on what a file may ask for. */
import { argon2id } from 'hash-wasm';
import { refuseDamaged } from './failures.ts';

export interface KdfParameters {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** What new slots get, and at the same time the least that is accepted on reading. */
export const standardKdf: KdfParameters = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** A hostile file must not ask for a terabyte or for a year. */
export const ceilingKdf: KdfParameters = { memoryKiB: 1_048_576, passes: 16, lanes: 4 };

export interface KdfDep {
  /** Parameters of new slots; {@link standardKdf} when absent. */
  readonly kdf?: KdfParameters;
  /** Only tests lower the floor. */
  readonly kdfFloor?: KdfParameters;
}

export function isKdfAcceptable(deps: KdfDep, kdf: KdfParameters): boolean {
  const floor = deps.kdfFloor ?? standardKdf;
  const within = (value: number, least: number, most: number): boolean =>
    Number.isSafeInteger(value) && value >= least && value <= most;
  return (
    within(kdf.memoryKiB, floor.memoryKiB, ceilingKdf.memoryKiB) &&
    within(kdf.passes, floor.passes, ceilingKdf.passes) &&
    within(kdf.lanes, 1, ceilingKdf.lanes)
  );
}

/** 32 bytes. Typed characters are compared in Unicode form NFC, so the input method does not matter. */
export async function passwordToKey(
  deps: KdfDep,
  password: string,
  salt: Uint8Array,
  kdf: KdfParameters,
): Promise<Uint8Array> {
  if (!isKdfAcceptable(deps, kdf)) refuseDamaged('密钥文件里的口令参数超出了允许范围。');
  return await argon2id({
    password: password.normalize('NFC'),
    salt,
    memorySize: kdf.memoryKiB,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}
