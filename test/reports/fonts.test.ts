import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  charactersWithoutGlyph,
  fontFaceRules,
  fontRoles,
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
  it('answers with families or says that it does not know', async () => {
    const installed = await findInstalledFonts();
    if (installed) for (const family of installed) expect(family.trim()).toBe(family);
    expect(Object.keys(fontRoles)).toContain('body');
  });
});
