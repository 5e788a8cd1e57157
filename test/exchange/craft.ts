/** Packages as someone with a valid key could make them, past every check of the writer. */
import { utf8ToBytes } from '../../main/exchange/bytes.ts';
import { createSealKeys, seal } from '../../main/exchange/cms/seal.ts';
import { createTrailerMaker } from '../../main/exchange/cms/signed.ts';
import type { Identity } from '../../main/exchange/identity.ts';
import { encodeDocument } from '../../main/exchange/json.ts';
import type { Manifest } from '../../main/exchange/manifest.ts';
import { memoryEntry } from '../../main/exchange/package-writer.ts';
import { writeTar } from '../../main/exchange/tar.ts';
import { makePackage, memorySink, now } from './network.ts';
import type { TestNetwork } from './network.ts';

/** Signs and seals any archive as `from`, bypassing every check of the writer. */
export async function sealArchive(
  network: TestNetwork,
  from: Identity,
  to: readonly Identity[],
  archive: (binding: string) => Uint8Array,
): Promise<Uint8Array> {
  const sink = memorySink();
  const keys = createSealKeys(
    network.deps,
    [from, ...to].map(({ certificate }) => certificate),
  );
  const bytes = archive(keys.binding);
  const signer = createTrailerMaker(from.certificate, from.privateKey, from.root, now);
  async function* content() {
    yield await Promise.resolve(bytes);
  }
  await seal(sink, keys, signer, bytes.length, content());
  return sink.bytes();
}

async function tarOf(files: readonly (readonly [string, Uint8Array])[]): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const sources = files.map(([name, bytes]) => ({ ...memoryEntry(name, bytes), modified: 0 }));
  for await (const part of writeTar(sources)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

/** A package whose manifest or files were changed by someone who holds a valid key. */
export async function crafted(
  network: TestNetwork,
  change: (manifest: Manifest) => unknown,
  files: (letters: Uint8Array) => readonly (readonly [string, Uint8Array])[] = (letters) => [
    ['records/petition.ndjson', letters],
  ],
): Promise<Uint8Array> {
  const { manifest } = await makePackage(network, network.office(1), [network.office(0)]);
  const letters = utf8ToBytes(
    '{"id":"p0","rev":1,"summary":"反映测试事项"}\n{"id":"p1","rev":1,"summary":"反映测试事项"}\n',
  );
  const archives = new Map<string, Uint8Array>();
  const build = async (binding: string) =>
    tarOf([['manifest.json', encodeDocument(change({ ...manifest, envelope: binding }))], ...files(letters)]);
  archives.set('', await build('0'.repeat(64)));
  // The binding has a fixed length: put the real one in place of the zeros.
  return sealArchive(network, network.office(1), [network.office(0)], (binding) => {
    const archive = Buffer.from(archives.get('') ?? []);
    const at = archive.indexOf('0'.repeat(64));
    if (at >= 0) archive.write(binding, at, 'latin1');
    return new Uint8Array(archive);
  });
}
