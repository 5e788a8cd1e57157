import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ExpectedError } from '../../domain/failure.ts';
import { bytesToPem, sha256Hex } from '../../main/exchange/bytes.ts';
import { createNodeFiles, memorySource } from '../../main/exchange/files.ts';
import { openIdentity, pemToCertificateDer } from '../../main/exchange/identity.ts';
import { defaultLimits, readPackage } from '../../main/exchange/package-reader.ts';
import { createTestDeps } from '../exchange/network.ts';

const vectors = join(import.meta.dirname, 'package');
const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const text = (name: string) => readFileSync(join(vectors, name), 'utf8');
const file = new Uint8Array(readFileSync(join(vectors, 'P.lxp')));
const vector = z
  .object({
    fileSha256: z.string(),
    contentSha256: z.string(),
    binding: z.string(),
    entries: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
    mutations: z.array(
      z.object({
        name: z.string(),
        at: z.number().optional(),
        xor: z.number().optional(),
        length: z.number().optional(),
        expect: z.string().nullable(),
      }),
    ),
  })
  .parse(JSON.parse(text('vector.json')));

const identity = openIdentity({
  certificateDer: pemToCertificateDer(text('office.pem')),
  privateKeyPem: text('office.key'),
  rootDer: pemToCertificateDer(text('root.pem')),
});

const read = (bytes: Uint8Array) =>
  readPackage(
    { ...createTestDeps(), files: createNodeFiles() },
    {
      source: memorySource(bytes),
      identities: [identity],
      isPeer: (sender) => bytesToPem('CERTIFICATE', sender.der) === text('stranger.pem'),
      revocations: null,
      limits: defaultLimits,
      quarantineFolder: folder,
    },
  );

it('opens the package of format 1 for ever', async () => {
  expect(sha256Hex(file)).toBe(vector.fileSha256);
  const opened = await read(file);
  expect(opened).toMatchObject({ fileSha256: vector.fileSha256, contentSha256: vector.contentSha256 });
  expect(opened.manifest.envelope).toBe(vector.binding);
  expect(opened.entries()).toEqual(vector.entries);
  await opened.discard();
});

it.each(vector.mutations)('refuses it with $name changed', async ({ at, xor, length, expect: type }) => {
  const mutant = new Uint8Array(length ?? file.length);
  mutant.set(file.subarray(0, mutant.length));
  if (at !== undefined) mutant[at] = (mutant[at] ?? 0) ^ (xor ?? 0);
  const error: unknown = await read(mutant).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ExpectedError);
  if (type !== null && error instanceof ExpectedError) expect(error.failure.type).toBe(type);
});

it('opens with the commands of docs/package-format.md, word for word', () => {
  const document = readFileSync(join(import.meta.dirname, '../../docs/package-format.md'), 'utf8');
  const [open = '', check = ''] = Array.from(document.matchAll(/```sh\n([\s\S]*?)```/g), ([, script = '']) => script);
  const work = join(folder, 'archivist');
  cpSync(vectors, work, { recursive: true });
  const run = (script: string) => execFileSync('sh', ['-c', script], { cwd: work, encoding: 'utf8', stdio: 'pipe' });
  run(open);
  for (const { name, sha256 } of vector.entries) expect(sha256Hex(readFileSync(join(work, name)))).toBe(sha256);
  expect(run(check)).toBe('');
  const altered = Uint8Array.from(file);
  altered[file.length - 1] = (altered[file.length - 1] ?? 0) ^ 1;
  writeFileSync(join(work, 'P.lxp'), altered);
  expect(() => run(open)).toThrow();
  expect(existsSync(join(work, 'signed.der'))).toBe(false);
});
