import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  charactersWithoutGlyph,
  fontFaceRules,
  fontWarnings,
  readFontShelf,
} from '../../main/reports/fonts.ts';
import { findInstalledFonts } from '../../main/reports/fonts-installed.ts';
import { resources } from './support/samples.ts';

const shelf = readFontShelf(resources);

describe('shipped fonts', () => {
  it('have a file and a licence for every face', () => {
    for (const face of shelf.faces)
      expect(existsSync(join(resources, 'fonts', face.file)), face.file).toBe(true);
    expect(existsSync(join(resources, 'fonts', 'noto-serif-sc', 'OFL.txt'))).toBe(true);
    expect(existsSync(join(resources, 'fonts', 'noto-sans-sc', 'OFL.txt'))).toBe(true);
  });

  it('have every character official paper itself uses', () => {
    const used =
      '机密★10年工作秘密〔2026〕第〇号—0123456789，。；：“”‘’（）《》、□①②％＋＝…·壹贰叁肆伍陆柒捌玖拾';
    expect(charactersWithoutGlyph(shelf, used)).toEqual([]);
  });

  it('are loaded only where a sheet needs them', () => {
    const rules = fontFaceRules(shelf, '信访件');
    expect(rules.match(/@font-face/g)?.length).toBeLessThan(12);
    expect(fontFaceRules(shelf, '')).toBe('');
  });
});

describe('font warnings', () => {
  it('name rare characters that no shipped font has', () => {
    expect(fontWarnings(shelf, '被反映人䶮某、㛃某、𬭎某', null)).toEqual([
      '这些字不在随软件的字体内，能否印出取决于本机字体，请核对预览：䶮、㛃、𬭎。',
    ]);
  });

  it('name the official fonts that are missing, and none when one of each is there', () => {
    expect(fontWarnings(shelf, '信访', new Set())).toHaveLength(4);
    expect(fontWarnings(shelf, '信访', new Set(['FangSong', '方正小标宋简体', 'SimHei', 'SimSun']))).toEqual(
      [],
    );
    expect(fontWarnings(shelf, '信访', new Set(['FangSong', 'SimHei', 'SimSun']))).toEqual([
      '本机没有小标宋字体，已用思源宋体代替。',
    ]);
  });
});

describe('findInstalledFonts', () => {
  it('reads the family names out of font files in every language, also from collections', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fonts-'));
    try {
      writeFileSync(join(folder, 'one.ttf'), fontFile(['FangSong', '仿宋']));
      writeFileSync(join(folder, 'two.TTC'), collectionOf(fontFile(['SimSun', '宋体'], 16)));
      writeFileSync(join(folder, 'broken.ttf'), 'not a font');
      writeFileSync(join(folder, 'readme.txt'), 'SimHei');
      expect(await findInstalledFonts([folder])).toEqual(new Set(['FangSong', '仿宋', 'SimSun', '宋体']));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says that it does not know when there is no font folder', async () => {
    expect(await findInstalledFonts([join(tmpdir(), 'no-such-folder')])).toBeNull();
  });
});

/** A font with nothing but a `name` table that holds these family names; `shift` is where it stands in its file. */
function fontFile(families: readonly string[], shift = 0): Buffer {
  const strings = families.map((family) => Buffer.from(family, 'utf16le').swap16());
  const names = Buffer.alloc(6 + families.length * 12);
  names.writeUInt16BE(families.length, 2);
  names.writeUInt16BE(names.length, 4);
  let offset = 0;
  strings.forEach((string, index) => {
    const at = 6 + index * 12;
    names.writeUInt16BE(3, at);
    names.writeUInt16BE(1, at + 6);
    names.writeUInt16BE(string.length, at + 8);
    names.writeUInt16BE(offset, at + 10);
    offset += string.length;
  });
  const table = Buffer.concat([names, ...strings]);
  const head = Buffer.alloc(28);
  head.writeUInt16BE(1, 4);
  head.write('name', 12, 'latin1');
  head.writeUInt32BE(28 + shift, 20);
  head.writeUInt32BE(table.length, 24);
  return Buffer.concat([head, table]);
}

function collectionOf(font: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.write('ttcf', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(16, 12);
  return Buffer.concat([head, font]);
}
