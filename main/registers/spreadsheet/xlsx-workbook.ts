import { isBuiltInDateFormat, isDateFormat } from './cell-values.ts';
import { refuseBroken, refuseMacros, refuseUnknownFormat } from './refusals.ts';
import { createStringTable, isStruck } from './xlsx-strings.ts';
import { readXlsxSheet } from './xlsx-sheet.ts';
import type { SheetInfo, SheetVisibility, Workbook } from './sheets.ts';
import { readPart, readRelations } from './xlsx-relations.ts';
import type { ZipReader } from './zip-reader.ts';

export interface XlsxSheetPart extends SheetInfo {
  /** Path of the sheet's part inside the packed file. */
  readonly path: string;
}

/** What the parts beside the sheets say; the error workbook needs it too. */
export interface XlsxParts {
  readonly sheets: readonly XlsxSheetPart[];
  readonly date1904: boolean;
  readonly stylesPath: string | undefined;
  readonly stringsPath: string | undefined;
}

/** Opens an unpacked workbook. Throws ExpectedError `SpreadsheetHasMacros`, `SpreadsheetBroken`, `SpreadsheetUnknownFormat`. */
export async function openXlsx(name: string, zip: ZipReader): Promise<Workbook> {
  const parts = await readXlsxParts(zip);
  const cellStyles = await readCellStyles(zip, parts.stylesPath);
  const strings = createStringTable(zip, parts.stringsPath);
  return {
    name,
    format: 'xlsx',
    sheets: parts.sheets.map(({ name: sheetName, visibility }) => ({ name: sheetName, visibility })),
    readSheet: async (index, options = {}) => {
      const part = parts.sheets[index];
      if (!part) throw new Error(`no sheet ${index}`);
      return readXlsxSheet(
        zip,
        part,
        { ...cellStyles, date1904: parts.date1904, strings: await strings() },
        options,
      );
    },
  };
}

export async function readXlsxParts(zip: ZipReader): Promise<XlsxParts> {
  for (const entry of zip.entriesByName.keys()) {
    if (/(^|\/)(vbaProject\.bin|macrosheets\/|dialogsheets\/)/i.test(entry)) refuseMacros();
  }
  const root = (await readRelations(zip, '')).find((relation) => relation.type.endsWith('/officeDocument'));
  if (!root) refuseUnknownFormat('压缩包里没有工作簿。');
  const relations = await readRelations(zip, root.target);
  const { sheets, date1904 } = await readWorkbookPart(zip, root.target);
  const pathById = new Map(relations.map((relation) => [relation.id, relation]));
  const pathOf = (kind: string): string | undefined =>
    relations.find((relation) => relation.type.endsWith(`/${kind}`))?.target;
  return {
    date1904,
    stylesPath: pathOf('styles'),
    stringsPath: pathOf('sharedStrings'),
    sheets: sheets.flatMap(({ relation: id, ...sheet }) => {
      const relation = pathById.get(id);
      if (!relation) refuseBroken(`工作表“${sheet.name}”的内容缺失。`);
      return relation.type.endsWith('/worksheet') ? [{ ...sheet, path: relation.target }] : [];
    }),
  };
}

async function readWorkbookPart(zip: ZipReader, path: string) {
  const sheets: (SheetInfo & { readonly relation: string })[] = [];
  let date1904 = false;
  const found = await readPart(zip, path, {
    open: (element, attributes) => {
      if (element === 'workbookPr') date1904 = isTrue(attributes['date1904']);
      if (element === 'sheet') {
        sheets.push({
          name: attributes['name'] ?? '',
          visibility: visibilityOf(attributes['state']),
          relation: Object.entries(attributes).find(([key]) => /^(\w+:)?id$/.test(key))?.[1] ?? '',
        });
      }
    },
  });
  if (!found) refuseBroken('工作簿的目录缺失。');
  return { sheets, date1904 };
}

/** For each cell style, whether it shows a number as a date, and whether it strikes its text through. */
async function readCellStyles(
  zip: ZipReader,
  path: string | undefined,
): Promise<{ readonly dateStyles: readonly boolean[]; readonly struckStyles: readonly boolean[] }> {
  const dateFormats = new Set<number>();
  const dateStyles: boolean[] = [];
  const struckStyles: boolean[] = [];
  const struckFonts: boolean[] = [];
  let list = '';
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const format = Number(attributes['numFmtId']);
    if (name === 'numFmt' && isDateFormat(attributes['formatCode'] ?? '')) dateFormats.add(format);
    else if (name === 'fonts' || name === 'cellXfs') list = name;
    else if (name === 'font' && list === 'fonts') struckFonts.push(false);
    else if (name === 'strike' && list === 'fonts')
      struckFonts[struckFonts.length - 1] = isStruck(attributes);
    else if (name === 'xf' && list === 'cellXfs') {
      dateStyles.push(dateFormats.has(format) || isBuiltInDateFormat(format));
      struckStyles.push(struckFonts[Number(attributes['fontId'] ?? 0)] ?? false);
    }
  };
  const close = (name: string): void => {
    if (name === list) list = '';
  };
  if (path) await readPart(zip, path, { open, close });
  return { dateStyles, struckStyles };
}

function visibilityOf(state: string | undefined): SheetVisibility {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
