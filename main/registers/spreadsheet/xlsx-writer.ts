import { stylesXml } from './xlsx-styles.ts';
import { escapeXml, xmlPart } from './xlsx-text.ts';
import { writeZip, type ZipPart } from './zip-writer.ts';

/** A sheet to write: its rows are ready `<row>` elements, produced while they are packed. */
export interface SheetToWrite {
  readonly name: string;
  readonly hidden?: boolean;
  /** Column widths in characters. */
  readonly widths: readonly number[];
  /** Rows and columns that stay in sight while the clerk scrolls. */
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  readonly landscape?: boolean;
  /** First and last heading row, repeated on every printed page. */
  readonly printTitles?: readonly [number, number];
  readonly rows: Iterable<string> | AsyncIterable<string>;
  /** Called when all rows have been written: the elements that follow the data. */
  readonly tail?: () => SheetTail;
}

export interface SheetTail {
  readonly autoFilter?: string;
  readonly merges?: readonly string[];
  readonly validations?: readonly ListValidation[];
}

export interface ListValidation {
  readonly range: string;
  /** A range such as `代码!$A$2:$A$9`, or a quoted list. */
  readonly source: string;
  readonly message: string;
}

export interface WorkbookProperties {
  readonly title: string;
  readonly creator: string;
  /** Epoch milliseconds. */
  readonly created: number;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const spreadsheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Streams a workbook; nothing but the packed part in hand is kept in memory, and nothing is written to a file. */
export function writeXlsx(
  sheets: readonly SheetToWrite[],
  properties: WorkbookProperties,
): AsyncGenerator<Uint8Array> {
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', content: [contentTypesXml(sheets.length)] },
    { name: '_rels/.rels', content: [rootRelationsXml()] },
    { name: 'docProps/core.xml', content: [propertiesXml(properties)] },
    { name: 'xl/workbook.xml', content: [workbookXml(sheets)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelationsXml(sheets.length)] },
    { name: 'xl/styles.xml', content: [stylesXml()] },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: sheetXml(sheet, index === 0),
    })),
  ];
  return writeZip(parts);
}

/** A name every program accepts: no reserved signs, at most 31 characters. */
export function sheetName(text: string): string {
  const name = text
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31);
  return name === '' ? 'Sheet1' : name;
}

async function* sheetXml(sheet: SheetToWrite, selected: boolean): AsyncGenerator<string> {
  yield xmlPart(`<worksheet xmlns="${main}" xmlns:r="${relations}">`);
  yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  yield `<sheetViews><sheetView workbookViewId="0"${selected ? ' tabSelected="1"' : ''}>${paneXml(sheet)}</sheetView></sheetViews>`;
  yield '<sheetFormatPr defaultRowHeight="16"/>';
  if (sheet.widths.length > 0) {
    const columns = sheet.widths.map(
      (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
    );
    yield `<cols>${columns.join('')}</cols>`;
  }
  yield '<sheetData>';
  yield* sheet.rows;
  yield '</sheetData>';
  yield tailXml(sheet.tail?.() ?? {});
  yield '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
  yield `<pageSetup paperSize="9" orientation="${sheet.landscape === true ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`;
  yield '<headerFooter><oddFooter>&amp;C第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter></worksheet>';
}

function paneXml({ frozenRows = 0, frozenColumns = 0 }: SheetToWrite): string {
  if (frozenRows === 0 && frozenColumns === 0) return '';
  const pane = frozenRows > 0 ? (frozenColumns > 0 ? 'bottomRight' : 'bottomLeft') : 'topRight';
  const x = frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '';
  const y = frozenRows > 0 ? ` ySplit="${frozenRows}"` : '';
  const corner = `${String.fromCharCode(65 + frozenColumns)}${frozenRows + 1}`;
  return `<pane${x}${y} topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`;
}

function tailXml({ autoFilter, merges = [], validations = [] }: SheetTail): string {
  const filter = autoFilter === undefined ? '' : `<autoFilter ref="${autoFilter}"/>`;
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const lists = validations.map(
    ({ range, source, message }) =>
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="不在可选项中" error="${escapeXml(message)}" sqref="${range}"><formula1>${escapeXml(source)}</formula1></dataValidation>`,
  );
  const validated =
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
  return filter + merged + validated;
}

function contentTypesXml(count: number): string {
  const overrides = Array.from(
    { length: count },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${spreadsheetType}.worksheet+xml"/>`,
  );
  return xmlPart(
    `<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheetType}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${spreadsheetType}.styles+xml"/>` +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
      `${overrides.join('')}</Types>`,
  );
}

function rootRelationsXml(): string {
  return xmlPart(
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/>` +
      '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
  );
}

function workbookRelationsXml(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return xmlPart(
    `<Relationships xmlns="${packageRelations}">${sheets.join('')}<Relationship Id="rId${count + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  );
}

function workbookXml(sheets: readonly SheetToWrite[]): string {
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.flatMap(({ name, printTitles }, index) =>
    printTitles
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${escapeXml(name.replaceAll("'", "''"))}'!$${printTitles[0]}:$${printTitles[1]}</definedName>`,
        ]
      : [],
  );
  const names = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`;
  return xmlPart(
    `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr/><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets>${names}</workbook>`,
  );
}

function propertiesXml({ title, creator, created }: WorkbookProperties): string {
  const time = `${new Date(created).toISOString().slice(0, 19)}Z`;
  return xmlPart(
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator>` +
      `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created></cp:coreProperties>`,
  );
}
