import { refuseBroken } from './refusals.ts';
import type { CellMark } from './sheet-marks.ts';
import { errorFill, warningFill } from './xlsx-styles.ts';

/** Adds coloured twins of the clerk's own cell styles to the style table of the file. */
export interface StyleMarks {
  /** Position of the style that looks like `style` but in the mark's colour. */
  readonly marked: (style: number, mark: CellMark) => number;
  /** A wrapped twin of `style` for the reason column. */
  readonly reason: (style: number) => number;
  /** The style table with all twins asked for so far. */
  readonly xml: () => string;
}

/** Takes the text of `styles.xml`; throws ExpectedError `SpreadsheetBroken` when it has no table of cell styles. */
export function createStyleMarks(stylesXml: string): StyleMarks {
  const table = /<((?:\w+:)?)cellXfs\b[^>]*>([\s\S]*?)<\/\1cellXfs>/.exec(stylesXml);
  const fills = /<((?:\w+:)?)fills\b[^>]*>([\s\S]*?)<\/\1fills>/.exec(stylesXml);
  if (!table || !fills) refuseBroken('文件的格式表缺失。');
  const prefix = table[1] ?? '';
  const formats =
    (table[2] ?? '').match(
      new RegExp(`<${prefix}xf\\b[^>]*?/>|<${prefix}xf\\b[^>]*>[\\s\\S]*?</${prefix}xf>`, 'g'),
    ) ?? [];
  const fillCount = ((fills[2] ?? '').match(new RegExp(`<${prefix}fill\\b`, 'g')) ?? []).length;
  const added: string[] = [];
  const positions = new Map<string, number>();

  const twin = (key: string, make: () => string): number => {
    const known = positions.get(key);
    if (known !== undefined) return known;
    const position = formats.length + added.length;
    added.push(make());
    positions.set(key, position);
    return position;
  };
  const original = (style: number): string => formats[style] ?? formats[0] ?? `<${prefix}xf/>`;

  return {
    marked: (style, mark) =>
      twin(`${mark}:${style}`, () =>
        setAttributes(original(style), {
          fillId: String(fillCount + (mark === 'error' ? 0 : 1)),
          applyFill: '1',
        }),
      ),
    reason: (style) =>
      twin(`reason:${style}`, () => {
        const tag = /^<[^>]*?(?=\/?>)/.exec(original(style))?.[0] ?? `<${prefix}xf`;
        const open = setAttributes(`${tag}>`, { applyAlignment: '1' });
        return `${open}<${prefix}alignment vertical="center" wrapText="1"/></${prefix}xf>`;
      }),
    xml: () => {
      const more = [errorFill, warningFill]
        .map((fill) => fill.replace(/<(\/?)(\w)/g, `<$1${prefix}$2`))
        .join('');
      const newFills = `<${prefix}fills count="${fillCount + 2}">${fills[2] ?? ''}${more}</${prefix}fills>`;
      const newTable = `<${prefix}cellXfs count="${formats.length + added.length}">${formats.join('')}${added.join('')}</${prefix}cellXfs>`;
      return stylesXml.replace(fills[0], () => newFills).replace(table[0], () => newTable);
    },
  };
}

function setAttributes(element: string, attributes: Readonly<Record<string, string>>): string {
  let result = element;
  for (const [name, value] of Object.entries(attributes)) {
    const present = new RegExp(`(<[^>]*?\\s)${name}="[^"]*"`);
    result = present.test(result)
      ? result.replace(present, `$1${name}="${value}"`)
      : result.replace(/^(<[^\s/>]+)/, `$1 ${name}="${value}"`);
  }
  return result;
}
