/** Which font families this PC has, read from the font files themselves: no other program is started for it. */
import { open, readdir, type FileHandle } from 'node:fs/promises';
import { homedir } from 'node:os';
import { extname, join } from 'node:path';

/** The family names in every language a font carries; null when this PC has no readable font folder. */
export async function findInstalledFonts(
  folders: readonly string[] = fontFolders(),
): Promise<ReadonlySet<string> | null> {
  const families = new Set<string>();
  let found = false;
  for (const folder of folders) {
    const files = await fontFilesBelow(folder);
    found ||= files !== undefined;
    for (const file of files ?? []) {
      for (const family of await readFamilies(file)) families.add(family);
    }
  }
  return found ? families : null;
}

function fontFolders(): readonly string[] {
  const home = homedir();
  if (process.platform === 'win32') {
    const local = process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
    return [
      join(process.env['WINDIR'] ?? String.raw`C:\Windows`, 'Fonts'),
      join(local, 'Microsoft', 'Windows', 'Fonts'),
    ];
  }
  return [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(home, '.local', 'share', 'fonts'),
    join(home, '.fonts'),
  ];
}

async function fontFilesBelow(folder: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries
      .filter((entry) => ['.ttf', '.ttc', '.otf', '.otc'].includes(extname(entry).toLowerCase()))
      .map((entry) => join(folder, entry));
  } catch {
    return undefined;
  }
}

/** A file that is not the font its name says has no families; nothing depends on any one font. */
async function readFamilies(file: string): Promise<readonly string[]> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const head = await read(handle, 0, 12);
    if (head.toString('latin1', 0, 4) !== 'ttcf') return await readFontAt(handle, 0);
    const count = Math.min(head.readUInt32BE(8), mostFontsInFile);
    const offsets = await read(handle, 12, count * 4);
    const families: string[] = [];
    for (let index = 0; index < count; index += 1) {
      families.push(...(await readFontAt(handle, offsets.readUInt32BE(index * 4))));
    }
    return families;
  } catch {
    return [];
  } finally {
    await handle?.close();
  }
}

const mostFontsInFile = 64;
const longestNameTable = 262_144;

/** Finds the `name` table in the font's table directory (OpenType 1.9, "Organization of an OpenType Font"). */
async function readFontAt(handle: FileHandle, offset: number): Promise<readonly string[]> {
  const tables = (await read(handle, offset, 12)).readUInt16BE(4);
  const directory = await read(handle, offset + 12, tables * 16);
  for (let at = 0; at < directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) !== 'name') continue;
    const length = Math.min(directory.readUInt32BE(at + 12), longestNameTable);
    return readNames(await read(handle, directory.readUInt32BE(at + 8), length));
  }
  return [];
}

/** Family (1) and typographic family (16) of the Unicode and Windows platforms, which are UTF-16. */
function readNames(table: Buffer): readonly string[] {
  const strings = table.readUInt16BE(4);
  const families: string[] = [];
  for (let index = 0; index < table.readUInt16BE(2); index += 1) {
    const at = 6 + index * 12;
    const platform = table.readUInt16BE(at);
    const name = table.readUInt16BE(at + 6);
    if ((platform !== 0 && platform !== 3) || (name !== 1 && name !== 16)) continue;
    const start = strings + table.readUInt16BE(at + 10);
    const bytes = table.subarray(start, start + table.readUInt16BE(at + 8));
    families.push(new TextDecoder('utf-16be').decode(bytes));
  }
  return families;
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
