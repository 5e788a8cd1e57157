/** What stands in a `.docx`, for tests. */
import { bytesSource } from '../../../main/registers/spreadsheet/source.ts';
import { openZip } from '../../../main/registers/spreadsheet/zip-reader.ts';

export interface WordParts {
  readonly document: string;
  readonly headers: readonly string[];
  readonly footers: readonly string[];
  /** Who made it and when. */
  readonly core: string;
}

export async function partsOfWord(bytes: Uint8Array): Promise<WordParts> {
  const zip = await openZip(bytesSource('文件.docx', bytes));
  const read = async (pattern: RegExp): Promise<readonly string[]> => {
    const found = [...zip.entriesByName.values()].filter(({ name }) => pattern.test(name));
    return Promise.all(
      found.map(async (entry) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of zip.stream(entry)) chunks.push(chunk);
        return Buffer.concat(chunks).toString('utf8');
      }),
    );
  };
  const [document = ''] = await read(/^word\/document\.xml$/u);
  const [core = ''] = await read(/^docProps\/core\.xml$/u);
  return {
    document,
    core,
    headers: await read(/^word\/header\d+\.xml$/u),
    footers: await read(/^word\/footer\d+\.xml$/u),
  };
}

/** The words of a part without blanks, in their order. */
export function wordsInWord(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)]
    .map(([, text = '']) => text)
    .join('')
    .replaceAll(/&(lt|gt|quot|apos|amp);/gu, (_whole, name: string) => entities[name] ?? '')
    .replaceAll(/\s/gu, '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
