/** Seals 20 000 letters and attachments of the given size in a process of its own, so that its memory can be measured. */
import { open } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { createNodeFiles } from '../../main/exchange/files.ts';
import { openIdentity } from '../../main/exchange/identity.ts';
import { writePackage } from '../../main/exchange/package-writer.ts';
import { defaultLimits, readPackage } from '../../main/exchange/package-reader.ts';
import { parseOfficeCertificate } from '../../main/exchange/pki/certificate.ts';
import { firstStream, manifestParts } from '../exchange/network.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Plan {
  readonly folder: string;
  readonly identity: {
    readonly certificateDer: string;
    readonly privateKeyPem: string;
    readonly rootDer: string;
  };
  readonly entries: readonly {
    readonly name: string;
    readonly path: string;
    readonly size: number;
    readonly sha256: string;
  }[];
  readonly recipient: string;
  readonly letters: number;
}

const plan: Plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Plan;
const files = createNodeFiles();
const deps = { now: () => Date.now(), bytes: (length: number) => new Uint8Array(randomBytes(length)), files };
const base64 = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
const identity = openIdentity({
  certificateDer: base64(plan.identity.certificateDer),
  privateKeyPem: plan.identity.privateKeyPem,
  rootDer: base64(plan.identity.rootDer),
});

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path);
  try {
    const buffer = Buffer.alloc(1 << 20);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

const target = join(plan.folder, 'sealed.lxp');
const sink = await files.create(target);
const began = performance.now();
const written = await writePackage(deps, {
  sink,
  identity,
  recipients: [{ certificate: parseOfficeCertificate(base64(plan.recipient)), stream: firstStream }],
  parts: manifestParts(deps, { counts: { petition: plan.letters } }),
  entries: plan.entries.map((entry) => ({ ...entry, open: () => readFile(entry.path) })),
}).catch(async (error: unknown) => {
  await sink.close();
  throw error;
});
await sink.close();
const sealed = performance.now() - began;
const source = await files.openForReading(target);
const startedReading = performance.now();
const opened = await readPackage(deps, {
  source,
  identities: [identity],
  isPeer: () => true,
  revocations: null,
  limits: { ...defaultLimits, packageBytes: 2 ** 33 },
  quarantineFolder: plan.folder,
});
await opened.discard();
await source.close();
const read = performance.now() - startedReading;
console.log(
  JSON.stringify({ bytes: written.bytes, sealed, read, peakBytes: process.resourceUsage().maxRSS * 1024 }),
);
