/**
 * Brings the open fonts for official paper into `resources/fonts`, with the table of the characters each file really
 * has a glyph for. Run it only to take up a newer version of the fonts; its results are kept in the project.
 *
 *     npx tsx scripts/fonts.ts
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { projectFolder } from './system/paths.ts';
import { runQuietly } from './system/run.ts';

interface Source {
  readonly package: string;
  readonly family: string;
  readonly weights: readonly number[];
}

/** Song type stands in for 仿宋, 小标宋 (bold) and 楷体, sans for 黑体. */
const sources: readonly Source[] = [
  { package: '@fontsource/noto-serif-sc@5.3.0', family: 'Noto Serif SC', weights: [400, 700] },
  { package: '@fontsource/noto-sans-sc@5.3.0', family: 'Noto Sans SC', weights: [500] },
];

interface Face {
  readonly family: string;
  readonly weight: number;
  readonly file: string;
  /** Characters with a glyph, in hexadecimal: `20-7e,4e00`. */
  readonly ranges: string;
}

const target = join(projectFolder, 'resources', 'fonts');

function main(): void {
  const faces = sources.flatMap((source) => takeUp(source));
  writeFileSync(join(target, 'faces.json'), `${JSON.stringify(faces)}\n`);
  console.log(`${faces.length} files, ${new Set(faces.map((face) => face.family)).size} families`);
}

function takeUp(source: Source): readonly Face[] {
  const work = mkdtempSync(join(tmpdir(), 'fonts-'));
  try {
    runQuietly('npm', ['pack', source.package, '--silent', '--pack-destination', work], { cwd: work });
    const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed === undefined) throw new Error(`npm pack left no ${source.package}`);
    runQuietly('tar', ['-xzf', packed], { cwd: work });
    const folder = source.family.toLowerCase().replaceAll(' ', '-');
    rmSync(join(target, folder), { recursive: true, force: true });
    mkdirSync(join(target, folder), { recursive: true });
    copyFileSync(join(work, 'package', 'LICENSE'), join(target, folder, 'OFL.txt'));
    return source.weights.flatMap((weight) =>
      copyFaces(join(work, 'package'), folder, source.family, weight),
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function copyFaces(from: string, folder: string, family: string, weight: number): readonly Face[] {
  const css = readFileSync(join(from, `${weight}.css`), 'utf8');
  return [...css.matchAll(/src: url\(\.\/files\/([^)]+\.woff2)\)[^}]*unicode-range: ([^;]+);/g)].flatMap(
    ([, file = '', declared = '']) => {
      const font = readFileSync(join(from, 'files', file));
      const wanted = charactersOf(declared);
      const characters = readCharacters(font).filter((character) => wanted.has(character));
      if (!characters.some(isUsedOnPaper)) return [];
      const name = file.replace('-normal', '');
      writeFileSync(join(target, folder, name), font);
      return [{ family, weight, file: `${folder}/${name}`, ranges: toRanges(characters) }];
    },
  );
}

/** Leaves out slices of nothing but pictographs and private characters. */
function isUsedOnPaper(character: number): boolean {
  return character < 0xe000 || (character > 0xf8ff && character < 0x1f000) || character >= 0x20000;
}

function charactersOf(declared: string): ReadonlySet<number> {
  const characters = new Set<number>();
  for (const range of declared.split(',')) {
    const [from = 0, to = from] = range
      .trim()
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16));
    for (let character = from; character <= to; character += 1) characters.add(character);
  }
  return characters;
}

/** `[0x20, 0x21, 0x22, 0x4e00]` → `20-22,4e00` */
function toRanges(characters: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const character of [...new Set(characters)].sort((left, right) => left - right)) {
    const last = ranges.at(-1);
    if (last && last[1] === character - 1) last[1] = character;
    else ranges.push([character, character]);
  }
  return ranges
    .map(([from, to]) => (from === to ? from.toString(16) : `${from.toString(16)}-${to.toString(16)}`))
    .join(',');
}

/** The characters a WOFF2 file maps to a glyph, read from its `cmap` table (formats 4 and 12). */
function readCharacters(font: Buffer): readonly number[] {
  const cmap = readCmap(font);
  const characters: number[] = [];
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = subtable.readUInt16BE(0);
    if (format === 4) characters.push(...readSegments(subtable));
    if (format === 12) characters.push(...readGroups(subtable));
  }
  return characters;
}

function readSegments(table: Buffer): readonly number[] {
  const double = table.readUInt16BE(6);
  const characters: number[] = [];
  for (let at = 0; at < double; at += 2) {
    const end = table.readUInt16BE(14 + at);
    const start = table.readUInt16BE(16 + double + at);
    const delta = table.readUInt16BE(16 + double * 2 + at);
    const offsetAt = 16 + double * 3 + at;
    const offset = table.readUInt16BE(offsetAt);
    for (let character = start; character <= end && character < 0xffff; character += 1) {
      const glyph =
        offset === 0
          ? (character + delta) & 0xffff
          : table.readUInt16BE(offsetAt + offset + (character - start) * 2);
      if (glyph !== 0) characters.push(character);
    }
  }
  return characters;
}

function readGroups(table: Buffer): readonly number[] {
  const characters: number[] = [];
  for (let group = 0; group < table.readUInt32BE(12); group += 1) {
    const at = 16 + group * 12;
    for (let character = table.readUInt32BE(at); character <= table.readUInt32BE(at + 4); character += 1) {
      characters.push(character);
    }
  }
  return characters;
}

/** WOFF2 (W3C, 2022), 4.1 and 5: a directory of table lengths, then all tables in one Brotli stream. */
function readCmap(font: Buffer): Buffer {
  if (font.toString('latin1', 0, 4) !== 'wOF2') throw new Error('not a WOFF2 file');
  let at = 48;
  let offset = 0;
  let found: { readonly offset: number; readonly length: number } | undefined;
  for (let index = 0; index < font.readUInt16BE(12); index += 1) {
    const flags = font[at] ?? 0;
    at += 1;
    let tag = String(flags & 0x3f);
    if (tag === '63') {
      tag = font.toString('latin1', at, at + 4);
      at += 4;
    }
    let length: number;
    [length, at] = readBase128(font, at);
    // glyf (10) and loca (11) are transformed unless their version is 3, every other table only when it is not 0.
    const version = flags >> 6;
    const transformed = tag === '10' || tag === '11' ? version !== 3 : version !== 0;
    if (transformed) [length, at] = readBase128(font, at);
    if (tag === '0') found = { offset, length };
    offset += length;
  }
  if (!found) throw new Error('no cmap table');
  const stream = brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20)));
  return stream.subarray(found.offset, found.offset + found.length);
}

function readBase128(font: Buffer, start: number): [value: number, next: number] {
  let value = 0;
  for (let at = start; at < start + 5; at += 1) {
    const byte = font[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return [value, at + 1];
  }
  throw new Error('malformed length');
}

main();
