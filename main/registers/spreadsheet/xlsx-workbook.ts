import { isBuiltInDateFormat, isDateFormat } from './cell-values.ts';
import { refuseBroken, refuseMacros, refuseUnknownFormat } from './refusals.ts';
import { createStringTable } from './xlsx-strings.ts';
import { readXlsxSheet } from './xlsx-sheet.ts';
import type { SheetInfo, SheetVisibility, Workbook } from './sheets.ts';
import { parseXml, type XmlHandlers } from './xml-events.ts';
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
  const dateStyles = await readDateStyles(zip, parts.stylesPath);
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
        { dateStyles, date1904: parts.date1904, strings: await strings() },
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

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function readRelations(zip: ZipReader, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relations: Relation[] = [];
  await readPart(zip, `${folder}_rels/${part.slice(slash)}.rels`, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name === 'Relationship' && TargetMode !== 'External') {
        relations.push({ id: Id, type: Type, target: resolvePath(folder, Target) });
      }
    },
  });
  return relations;
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

/** For each cell style, whether it shows a number as a date. */
async function readDateStyles(zip: ZipReader, path: string | undefined): Promise<readonly boolean[]> {
  if (!path) return [];
  const dateFormats = new Set<number>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  await readPart(zip, path, {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId']);
      if (name === 'numFmt' && isDateFormat(attributes['formatCode'] ?? '')) dateFormats.add(id);
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles) styles.push(dateFormats.has(id) || isBuiltInDateFormat(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

async function readPart(zip: ZipReader, path: string, handlers: XmlHandlers): Promise<boolean> {
  const entry = zip.entriesByName.get(path);
  if (!entry) return false;
  await parseXml(zip.stream(entry), handlers);
  return true;
}

function resolvePath(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function visibilityOf(state: string | undefined): SheetVisibility {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
