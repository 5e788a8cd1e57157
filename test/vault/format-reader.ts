/**
 * A second reader of vaults, written from docs/vault-format.md alone: it shares no code with main/vault and uses
 * WebCrypto instead of node:crypto. It only reads whole vaults; anything unexpected throws.
 */
import { argon2id } from 'hash-wasm';

type Bytes = Uint8Array<ArrayBuffer>;
type Json = Readonly<Record<string, unknown>>;
const { subtle } = globalThis.crypto;

export type VaultFiles = ReadonlyMap<string, Buffer>;
export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | number | null | Uint8Array)[];
}
export interface ReadVault {
  readonly image: Bytes;
  readonly transactions: readonly (readonly Statement[])[];
  readonly compartments: ReadonlyMap<string, Bytes>;
  readonly vaultId: Bytes;
  readBlob(id: string): Promise<Bytes>;
}

const utf8 = (text: string): Bytes => new Uint8Array(Buffer.from(text));
const base64 = (value: unknown): Bytes => new Uint8Array(Buffer.from(String(value), 'base64'));
const join = (...parts: readonly Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts));
const zero = new Uint8Array(12);

async function kdf(secret: Bytes, salt: Bytes, info: string): Promise<Bytes> {
  const key = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const bits = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) }, key, 256);
  return new Uint8Array(bits);
}

async function gcm(key: Bytes, nonce: Bytes, aad: Bytes, sealed: Bytes): Promise<Bytes> {
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: aad, tagLength: 128 };
  return new Uint8Array(await subtle.decrypt(parameters, imported, sealed));
}

async function hmac(key: Bytes, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  const imported = await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, join(...parts)));
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function expectEqual(found: string, right: string, what: string): void {
  if (found !== right) throw new Error(`${what}: ${found} instead of ${right}`);
}

/** Opens with a password, checking tag and sum on the way. */
export async function readVault(files: VaultFiles, account: string, password: string): Promise<ReadVault> {
  const text = files.get('vault.json')?.toString() ?? '';
  const { sum, ...withTag }: Json = JSON.parse(text);
  const { tag, ...body } = withTag;
  const layout = (value: unknown): Bytes => utf8(`${JSON.stringify(value, null, 2)}\n`);
  expectEqual(hex(new Uint8Array(await subtle.digest('SHA-256', layout(withTag)))), String(sum), 'sum');
  const id = String(body['id']);
  const slotId = hex(
    (await hmac(base64(body['accountSalt']), utf8(account.normalize('NFC')))).subarray(0, 16),
  );
  const slot = list(body['slots']).find((each) => each['id'] === slotId) ?? {};
  const pair = await openUserSlot(id, slot, password);
  const epoch = Number(body['epoch']);
  const master = await unseal(pair, `${id}/${slotId}/master/${epoch}`, base64(slot['master']));
  const tagKey = await kdf(master, base64(body['accountSalt']), 'lianxun/1/key-file');
  expectEqual(Buffer.from(await hmac(tagKey, layout(body))).toString('base64'), String(tag), 'tag');
  const masters = new Map([[epoch, master]]);
  for (const previous of list(body['previous'])) {
    const key = await kdf(master, new Uint8Array(0), `lianxun/1/previous/${String(previous['epoch'])}`);
    masters.set(Number(previous['epoch']), await gcm(key, zero, utf8(id), base64(previous['sealed'])));
  }
  const compartments = new Map<string, Bytes>();
  for (const [name, sealed] of Object.entries(slot['compartments'] ?? {})) {
    compartments.set(name, await unseal(pair, `${id}/${slotId}/${name}`, base64(sealed)));
  }
  const vaultId = new Uint8Array(Buffer.from(id, 'hex'));
  return {
    ...(await readStore(files, masters)),
    compartments,
    vaultId,
    readBlob: (blob) => readBlob(files, masters, blob),
  };
}

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

interface Pair {
  readonly privateKey: CryptoKey;
  readonly publicKey: Bytes;
}

async function openUserSlot(vaultId: string, slot: Json, password: string): Promise<Pair> {
  const { memoryKiB, passes, lanes } = Object(slot['kdf']);
  const salt = base64(slot['salt']);
  const secret = await argon2id({
    password: password.normalize('NFC'),
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  const aad = `${vaultId}/${String(slot['id'])}/${String(slot['publicKey'])}/argon2id/${memoryKiB}/${passes}/${lanes}`;
  const key = await kdf(new Uint8Array(secret), salt, 'lianxun/1/slot/private-key');
  const scalar = await gcm(key, zero, utf8(aad), base64(slot['privateKey']));
  const publicKey = base64(slot['publicKey']);
  const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const [x, y, d] = [url(publicKey.subarray(1, 33)), url(publicKey.subarray(33)), url(scalar)];
  const jwk = { kty: 'EC', crv: 'P-256', x, y, d };
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  return { privateKey: await subtle.importKey('jwk', jwk, curve, false, ['deriveBits']), publicKey };
}

async function unseal(pair: Pair, context: string, sealed: Bytes): Promise<Bytes> {
  const ephemeral = sealed.slice(0, 65);
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const other = await subtle.importKey('raw', ephemeral, curve, false, []);
  const shared = new Uint8Array(
    await subtle.deriveBits({ name: 'ECDH', public: other }, pair.privateKey, 256),
  );
  const key = await kdf(shared, join(ephemeral, pair.publicKey), `lianxun/1/seal/${context}`);
  return gcm(key, zero, utf8(context), sealed.slice(65));
}

interface OpenFile {
  readonly bytes: Buffer;
  readonly header: Bytes;
  readonly key: Bytes;
}

async function openFile(
  files: VaultFiles,
  masters: ReadonlyMap<number, Bytes>,
  name: string,
  kind: 'snapshot' | 'journal' | 'blob',
): Promise<OpenFile> {
  const bytes = files.get(name) ?? Buffer.alloc(0);
  expectEqual(bytes.subarray(0, 8).toString('latin1'), 'LIANXUN\0', 'magic');
  expectEqual(
    `${bytes.readUInt16LE(8)}/${bytes.readUInt16LE(10)}`,
    `1/${['snapshot', 'journal', 'blob'].indexOf(kind) + 1}`,
    'kind',
  );
  const header = new Uint8Array(bytes.subarray(0, 136));
  const master = masters.get(bytes.readUInt32LE(12)) ?? new Uint8Array(32);
  const key = await kdf(master, header.slice(32, 64), `lianxun/1/file/${kind}`);
  await gcm(key, new Uint8Array(12).fill(0xff), header.slice(0, 120), header.slice(120));
  return { bytes, header, key };
}

async function readChunks({ bytes, header, key }: OpenFile): Promise<Bytes> {
  const size = Number(bytes.readBigUInt64LE(80));
  const parts: Bytes[] = [];
  let at = 136;
  for (let chunk = 0; chunk * 1_048_576 < size; chunk += 1) {
    const length = Math.min(1_048_576, size - chunk * 1_048_576) + 16;
    const nonce = Buffer.alloc(12);
    nonce.writeBigUInt64LE(BigInt(chunk));
    const sealed = new Uint8Array(bytes.subarray(at, at + length));
    parts.push(await gcm(key, new Uint8Array(nonce), header.slice(0, 64), sealed));
    at += length;
  }
  expectEqual(String(at), String(bytes.length), 'length');
  return join(...parts);
}

async function readStore(
  files: VaultFiles,
  masters: ReadonlyMap<number, Bytes>,
): Promise<Pick<ReadVault, 'image' | 'transactions'>> {
  const numbers = [...files.keys()].flatMap((name) => /^store\/(\d+)\.snapshot$/.exec(name)?.[1] ?? []);
  const newest = numbers.sort().at(-1) ?? '';
  const snapshot = await openFile(files, masters, `store/${newest}.snapshot`, 'snapshot');
  const transactions: Statement[][] = [];
  let sequence = snapshot.bytes.readBigUInt64LE(72);
  let chain = snapshot.header.slice(88, 104);
  for (let generation = Number(newest); ; generation += 1) {
    const name = `store/${String(generation).padStart(6, '0')}.journal`;
    if (!files.has(name)) break;
    const journal = await openFile(files, masters, name, 'journal');
    expectEqual(String(journal.bytes.readBigUInt64LE(72)), String(sequence), 'sequence');
    expectEqual(hex(journal.header.slice(88, 120)), hex(join(chain, new Uint8Array(16))), 'link');
    ({ sequence, chain } = await readFrames(journal, sequence, transactions));
  }
  return { image: await readChunks(snapshot), transactions };
}

async function readFrames(
  { bytes, header, key }: OpenFile,
  from: bigint,
  transactions: Statement[][],
): Promise<{ readonly sequence: bigint; readonly chain: Bytes }> {
  let [sequence, chain, part] = [from, header.slice(120), 0];
  let plain: Bytes = new Uint8Array(0);
  for (let at = 136; at < bytes.length;) {
    const end = at + 44 + bytes.readUInt32LE(at) + 16;
    const head = new Uint8Array(bytes.subarray(at, at + 44));
    const mark = bytes.readUInt32LE(at + 12);
    expectEqual(String(bytes.readBigUInt64LE(at + 4)), String(sequence + 1n), 'sequence');
    expectEqual(String(mark % 2 ** 31), String(part), 'part');
    expectEqual(hex(head.slice(16, 32)), hex(chain), 'chain');
    const sealed = new Uint8Array(bytes.subarray(at + 44, end));
    plain = join(plain, await gcm(key, head.slice(32), join(header, head), sealed));
    chain = new Uint8Array(bytes.subarray(end - 16, end));
    part += 1;
    at = end;
    if (mark < 2 ** 31) continue;
    transactions.push(readStatements(Buffer.from(plain)));
    [plain, part] = [new Uint8Array(0), 0];
    sequence += 1n;
  }
  return { sequence, chain };
}

function readStatements(plain: Buffer): Statement[] {
  const texts: string[] = [];
  const statements: Statement[] = [];
  let at = 0;
  const number = (): number => plain.readUInt32LE((at += 4) - 4);
  const bytes = (length: number): Buffer => plain.subarray((at += length) - length, at);
  const value = (): Statement['params'][number] => {
    const kind = plain[at++];
    if (kind === 0) return null;
    if (kind === 1) return plain.readInt32LE((at += 4) - 4);
    if (kind === 2) return plain.readDoubleLE((at += 8) - 8);
    return kind === 3 ? bytes(number()).toString() : new Uint8Array(bytes(number()));
  };
  while (at < plain.length) {
    if (plain[at++] === 1) {
      texts.push(bytes(number()).toString());
      continue;
    }
    const sql = texts[number()] ?? '';
    statements.push({ sql, params: Array.from({ length: number() }, value) });
  }
  return statements;
}

async function readBlob(files: VaultFiles, masters: ReadonlyMap<number, Bytes>, id: string): Promise<Bytes> {
  const blob = await openFile(files, masters, `blobs/${id.slice(0, 2)}/${id}`, 'blob');
  const plain = await readChunks(blob);
  const vaultId = blob.header.slice(16, 32);
  const nameKey = await kdf(masters.get(1) ?? new Uint8Array(32), vaultId, 'lianxun/1/purpose/blob-name');
  expectEqual(hex(await hmac(nameKey, plain)), id, 'name');
  expectEqual(hex(blob.header.slice(88, 120)), id, 'link');
  return plain;
}

export async function readField(
  vault: ReadVault,
  name: string,
  context: string,
  sealed: Bytes,
): Promise<string> {
  const compartment = vault.compartments.get(name) ?? new Uint8Array(32);
  const key = await kdf(compartment, vault.vaultId, `lianxun/1/compartment/${name}/field`);
  expectEqual(String(sealed[0]), '1', 'field format');
  return Buffer.from(await gcm(key, sealed.slice(1, 13), utf8(context), sealed.slice(13))).toString();
}
