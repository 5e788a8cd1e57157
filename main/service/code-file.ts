/**
 * Rows of a code list from a table as offices keep them (细化清单): one column for the name, and where there are any
 * the row above, 监督要点, other words and basis. A merged or blank cell of the row above means the one over it.
 */
import { basename } from 'node:path';
import { refuse } from '../../domain/failure.ts';
import { normalizeLabel, tidyText } from '../../domain/text/normalize.ts';
import type { ReadCode } from '../registers/code-import.ts';
import type { Sheet } from '../registers/spreadsheet/sheets.ts';
import { readFirstSheet } from '../registers/spreadsheet/workbook-port.ts';

const headings = {
  label: ['名称', '问题表现形式', '问题类别', '类别', '二级分类', '表现形式', '问题表现'],
  parent: ['上级', '聚焦方面', '聚焦重点', '方面', '一级分类', '重点方面'],
  guidance: ['监督要点', '监督重点', '要点', '说明'],
  synonyms: ['同义词', '其他写法', '别名'],
  basis: ['依据', '来源'],
} as const;

type Part = keyof typeof headings;
type Columns = Partial<Readonly<Record<Part, number>>>;

const searchedRows = 10;

/** Throws ExpectedError `CodeFileInvalid`, or what opening the table throws. */
export async function readCodeFile(path: string): Promise<readonly ReadCode[]> {
  return rowsOf(await readFirstSheet(path), basename(path));
}

function rowsOf(sheet: Sheet, name: string): readonly ReadCode[] {
  const top = sheet.rows.slice(0, searchedRows).find(({ cells }) => columnsOf(cells).label !== undefined);
  if (!top) {
    return refuse(
      'CodeFileInvalid',
      '这个表格里没有找到代码的名称，没有导入。',
      `前${searchedRows}行中没有“名称”（或“问题表现形式”“问题类别”）这样的列标题。`,
      '请在第一行写上列标题：名称、上级（或聚焦方面）、监督要点、同义词、依据；除名称外都可以没有。',
    );
  }
  const columns = columnsOf(top.cells);
  const read: ReadCode[] = [];
  let above = '';
  for (const { row, cells } of sheet.rows) {
    if (row <= top.row) continue;
    const text = (part: Part): string => tidyText(cells[columns[part] ?? -1]?.text ?? '').trim();
    above = text('parent') || above;
    const label = text('label').replace(/\s+/gu, '');
    if (label === '') continue;
    read.push({
      row,
      label,
      parent: above,
      guidance: text('guidance'),
      synonyms: text('synonyms')
        .split(/[、，,；;\n]/u)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
      basis: text('basis') || name,
    });
  }
  return read;
}

function columnsOf(cells: Sheet['rows'][number]['cells']): Columns {
  const words = cells.map(({ text }) => normalizeLabel(text));
  const columns: { [P in Part]?: number } = {};
  for (const part of Object.keys(headings) as Part[]) {
    const found = headings[part].map((word) => words.indexOf(normalizeLabel(word))).find((at) => at >= 0);
    if (found !== undefined) columns[part] = found;
  }
  return columns;
}
