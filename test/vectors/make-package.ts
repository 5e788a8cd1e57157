/** Made the files in `package/` once: `npx tsx test/vectors/make-package.ts`. Run again only for a new format version. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certificateToPem } from '../../main/exchange/identity.ts';
import { parseEnvelopeHeader } from '../../main/exchange/cms/enveloped.ts';
import { blobEntry, createNetwork, makePackage, petitionLines, privateKeyPem, testBytes } from '../exchange/network.ts';

const folder = join(import.meta.dirname, 'package');
const save = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

async function main(): Promise<void> {
  const network = await createNetwork(1);
  const city = network.office(0);
  const county = network.office(1);
  const entries = [petitionLines(2), blobEntry(testBytes(1500))];
  const { file, manifest, fileSha256, contentSha256 } = await makePackage(network, county, [city], { entries });
  const { contentOffset } = parseEnvelopeHeader(file, file.length);
  save('P.lxp', file);
  save('root.pem', certificateToPem(network.root));
  save('office.pem', certificateToPem(city.certificate));
  save('office.key', privateKeyPem(city));
  save('stranger.pem', certificateToPem(county.certificate));
  const mutations = [
    { name: 'last byte of the tag', at: file.length - 1, xor: 1, expect: 'PackageDamaged' },
    { name: 'first byte of the ciphertext', at: contentOffset, xor: 128, expect: 'PackageDamaged' },
    { name: 'last byte of the nonce', at: contentOffset - 8, xor: 1, expect: 'PackageDamaged' },
    { name: 'outermost length', at: 3, xor: 1, expect: null },
    { name: 'cut by one byte', length: file.length - 1, expect: 'PackageTruncated' },
    { name: 'cut in the header', length: 300, expect: 'PackageTruncated' },
    { name: 'one byte too many', length: file.length + 1, expect: 'PackageDamaged' },
  ];
  const about = {
    note: 'Keys made for this test only; they protect nothing.',
    fileSha256,
    contentSha256,
    binding: manifest.envelope,
    entries: manifest.entries,
    mutations,
  };
  save('vector.json', `${JSON.stringify(about, null, 2)}\n`);
  network.dispose();
}

void main();
