/**
 * Which fonts a sheet is set in: the official ones where the PC has them, else the open ones that ship with the
 * program (resources/fonts). A sheet names only the font files whose characters it holds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FontFace {
  readonly family: string;
  readonly weight: number;
  /** Below the folder that is served as `/fonts/`. */
  readonly file: string;
  /** Characters with a glyph, e.g. `20-7e,4e00`. */
  readonly ranges: string;
}

export interface FontShelf {
  readonly faces: readonly FontFace[];
  readonly facesByCharacter: ReadonlyMap<number, readonly FontFace[]>;
}

/** The faces official paper asks for (GB/T 9704—2012). */
export type FontRole = 'body' | 'title' | 'heading' | 'number';

interface RoleInfo {
  readonly label: string;
  readonly official: readonly string[];
  readonly standIn: string;
  readonly weight: number;
}

export const fontRoles: Readonly<Record<FontRole, RoleInfo>> = {
  body: {
    label: '仿宋',
    official: [
      '仿宋_GB2312',
      'FangSong_GB2312',
      'FangSong',
      '仿宋',
      'FZFangSong-Z02',
      'FZFangSong-Z02S',
      '方正仿宋_GBK',
      '方正仿宋简体',
      'STFangsong',
      '华文仿宋',
    ],
    standIn: 'Noto Serif SC',
    weight: 400,
  },
  title: {
    label: '小标宋',
    official: [
      '方正小标宋简体',
      '方正小标宋_GBK',
      'FZXiaoBiaoSong-B05S',
      'FZXiaoBiaoSong-B05',
      'FZXBSJW--GB1-0',
      '文星简小标宋',
    ],
    standIn: 'Noto Serif SC',
    weight: 700,
  },
  heading: {
    label: '黑体',
    official: ['SimHei', '黑体', '方正黑体_GBK', '方正黑体简体', 'FZHei-B01', 'STHeiti', '华文黑体'],
    standIn: 'Noto Sans SC',
    weight: 500,
  },
  number: {
    label: '宋体',
    official: ['SimSun', '宋体', '方正书宋_GBK', 'FZShuSong-Z01', 'STSong', '华文宋体'],
    standIn: 'Noto Serif SC',
    weight: 400,
  },
};

/** Reads the table of shipped fonts below the program's `resources` folder. */
export function readFontShelf(resources: string): FontShelf {
  const faces = JSON.parse(
    readFileSync(join(resources, 'fonts', 'faces.json'), 'utf8'),
  ) as readonly FontFace[];
  const facesByCharacter = new Map<number, FontFace[]>();
  for (const face of faces) {
    for (const character of charactersOf(face.ranges)) {
      const holders = facesByCharacter.get(character);
      if (holders) holders.push(face);
      else facesByCharacter.set(character, [face]);
    }
  }
  return { faces, facesByCharacter };
}

/** `@font-face` rules for the files that hold characters of `text`. */
export function fontFaceRules(shelf: FontShelf, text: string): string {
  const needed = new Set(
    codePointsOf(text).flatMap((character) => shelf.facesByCharacter.get(character) ?? []),
  );
  return shelf.faces
    .filter((face) => needed.has(face))
    .map(
      (face) =>
        `@font-face{font-family:'${face.family}';font-weight:${face.weight};src:url('/fonts/${face.file}') format('woff2');` +
        `unicode-range:${face.ranges.replaceAll(/(^|,)/g, '$1U+')}}`,
    )
    .join('\n');
}

/** The `font-family` value of each role. */
export type FontFamilies = Readonly<Record<FontRole, string>>;

/**
 * The official fonts this PC has, then the shipped one. Fonts that are not installed are left out, because some
 * systems answer to their names with a font of their own choice; when nothing is known of the PC all are named.
 */
export function fontFamilies(installed: ReadonlySet<string> | null): FontFamilies {
  const family = (role: FontRole): string => {
    const { official, standIn } = fontRoles[role];
    const present = official.filter((name) => installed === null || installed.has(name));
    return [...present, standIn].map((name) => `'${name}'`).join(',') + ',serif';
  };
  return {
    body: family('body'),
    title: family('title'),
    heading: family('heading'),
    number: family('number'),
  };
}

/**
 * What the clerk should know before printing: official fonts that are missing (`installed` null when that could not
 * be found out) and characters that no shipped font has.
 */
export function fontWarnings(
  shelf: FontShelf,
  text: string,
  installed: ReadonlySet<string> | null,
): readonly string[] {
  const warnings: string[] = [];
  if (installed) {
    const missing = Object.values(fontRoles).filter(
      (role) => !role.official.some((name) => installed.has(name)),
    );
    for (const role of missing)
      warnings.push(`本机没有${role.label}字体，已用${standInLabels[role.standIn]}代替。`);
  }
  const rare = charactersWithoutGlyph(shelf, text);
  if (rare.length > 0) {
    warnings.push(`这些字不在随软件的字体内，能否印出取决于本机字体，请核对预览：${rare.join('、')}。`);
  }
  return warnings;
}

/** Characters of the text that no shipped font has a glyph for, each once. */
export function charactersWithoutGlyph(shelf: FontShelf, text: string): readonly string[] {
  return codePointsOf(text)
    .filter((character) => character > 0x20 && !shelf.facesByCharacter.has(character))
    .map((character) => String.fromCodePoint(character));
}

const standInLabels: Readonly<Record<string, string>> = {
  'Noto Serif SC': '思源宋体',
  'Noto Sans SC': '思源黑体',
};

function codePointsOf(text: string): readonly number[] {
  return [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
}

function* charactersOf(ranges: string): Generator<number> {
  for (const range of ranges.split(',')) {
    const [from = 0, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    for (let character = from; character <= to; character += 1) yield character;
  }
}
