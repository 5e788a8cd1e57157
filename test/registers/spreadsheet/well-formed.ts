import { SaxesParser } from 'saxes';
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { openZip } from '../../../main/registers/spreadsheet/zip-reader.ts';

/** Throws unless every part of the packed file is well-formed XML with declared namespaces. */
export async function expectWellFormed(bytes: Uint8Array): Promise<void> {
  const zip = await openZip(bytesSource('a', bytes));
  for (const entry of zip.entriesByName.values()) {
    if (entry.name.endsWith('/')) continue;
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw new Error(`${entry.name}: ${error.message}`);
    });
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const chunk of zip.stream(entry)) parser.write(decoder.decode(chunk, { stream: true }));
    parser.close();
  }
}
