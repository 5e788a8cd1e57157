import { codesOf, type CodeIndex } from '../../../domain/codes/lookup.ts';
import type { ChildTable, Field, Register } from '../../../domain/register.ts';
import { headingLines } from './export-view.ts';
import { columnLetter } from './sheets.ts';
import { importTargets, type ImportTarget } from './targets.ts';
import { styles } from './xlsx-styles.ts';
import { textCellXml } from './xlsx-text.ts';
import { sheetName, writeXlsx, type ListValidation, type SheetToWrite } from './xlsx-writer.ts';

export interface TemplateMeta {
  readonly office: string;
  readonly creator: string;
  /** Epoch milliseconds. */
  readonly time: number;
  /** `YYYY-MM-DD`; decides which codes the drop-downs offer. */
  readonly today: string;
}

const rowsPrepared = 5_000;
const codeSheet = '可选项';

interface TemplateColumn {
  readonly title: string;
  readonly group?: string;
  readonly field: Field | undefined;
  readonly example: string;
}

/**
 * The download template: headings the import recognises by itself, required marks, drop-downs, one example row that
 * the import leaves out, and a sheet 填写说明.
 */
export function writeTemplate(
  register: Register,
  codes: CodeIndex,
  meta: TemplateMeta,
): AsyncGenerator<Uint8Array> {
  const columns = templateColumns(register);
  const lists = columns.map((column) => optionsOf(column.field, codes, meta.today));
  const title = `${register.label}登记表`;
  const headings = headingLines(columns, 3, (column) =>
    columns[column]?.field?.required === true ? styles.requiredHeading : styles.heading,
  );
  const firstDataRow = 3 + headings.rows.length;
  const last = columnLetter(columns.length - 1);
  const lineOf = (row: number, text: string, style: number): string =>
    `<row r="${row}" ht="26" customHeight="1">${textCellXml(0, row, text, style)}</row>`;
  const main: SheetToWrite = {
    name: sheetName(title),
    widths: columns.map(({ field, title: heading }) =>
      field?.type === 'longText' ? 40 : Math.max(12, heading.length * 2 + 4),
    ),
    frozenRows: firstDataRow - 1,
    landscape: true,
    printTitles: [3, firstDataRow - 1],
    rows: [
      lineOf(1, title, styles.title),
      lineOf(
        2,
        `填报单位：${meta.office}        填报日期：        年    月    日        单位：${register.unit}`,
        styles.line,
      ),
      ...headings.rows,
      `<row r="${firstDataRow}">${columns.map((column, index) => textCellXml(index, firstDataRow, column.example, styles.example)).join('')}</row>`,
    ],
    tail: () => ({
      merges: [`A1:${last}1`, `A2:${last}2`, ...headings.merges],
      validations: validations(columns, lists, firstDataRow),
    }),
  };
  return writeXlsx([main, guideSheet(register, columns, lists), optionSheet(lists)], {
    title,
    creator: meta.creator,
    created: meta.time,
  });
}

/** Fields a letter usually comes with; the rest can be added as further columns by their name. */
function templateColumns(register: Register): readonly TemplateColumn[] {
  const targets = importTargets(register);
  const own = targets.find(({ field, child }) => field.ownSerial === true && !child);
  const usual = targets.filter((target) => target !== own && isUsual(target));
  const sections = [...new Set(usual.map((target) => target.field.section))];
  const ordered = sections.flatMap((section) => [
    ...usual.filter((target) => target.child && target.field.section === section),
    ...usual.filter((target) => !target.child && target.field.section === section),
  ]);
  return [
    { title: '序号', field: own?.field, example: '示例' },
    ...ordered.map((target) => ({
      title: headingOf(target),
      ...(target.child ? { group: target.child.label } : {}),
      field: target.field,
      example: target.field.example ?? '',
    })),
  ];
}

function isUsual({ field, child }: ImportTarget): boolean {
  if (field.key === 'remark' && !child) return true;
  return (
    field.required === true ||
    field.example !== undefined ||
    (child ? child.title === field.key : field.listWidth !== undefined)
  );
}

function headingOf({ field }: ImportTarget): string {
  return field.required === true ? `${field.label}（必填）` : field.label;
}

function optionsOf(field: Field | undefined, codes: CodeIndex, today: string): readonly string[] {
  if (field?.type === 'boolean') return ['是', '否'];
  if (field?.type !== 'code' && field?.type !== 'codes') return [];
  return codesOf(codes, field.list ?? '', today).map((code) => code.label);
}

function validations(
  columns: readonly TemplateColumn[],
  lists: readonly (readonly string[])[],
  firstRow: number,
): readonly ListValidation[] {
  return columns.flatMap(({ field, title }, index) => {
    const options = lists[index] ?? [];
    if (options.length === 0 || field?.type === 'codes') return [];
    const letter = columnLetter(index);
    return [
      {
        range: `${letter}${firstRow}:${letter}${firstRow + rowsPrepared}`,
        source: `'${codeSheet}'!$${letter}$2:$${letter}$${options.length + 1}`,
        message: `“${title}”请从下拉列表中选择。`,
      },
    ];
  });
}

/** The options stand in the column of the same letter as on the form. */
function optionSheet(lists: readonly (readonly string[])[]): SheetToWrite {
  const height = Math.max(0, ...lists.map((list) => list.length));
  const row = (number: number, text: (list: readonly string[]) => string): string =>
    `<row r="${number}">${lists.map((list, index) => textCellXml(index, number, text(list), styles.plain)).join('')}</row>`;
  return {
    name: codeSheet,
    hidden: true,
    widths: [],
    rows: [
      row(1, (list) => (list.length > 0 ? codeSheet : '')),
      ...Array.from({ length: height }, (_, index) => row(index + 2, (list) => list[index] ?? '')),
    ],
  };
}

function guideSheet(
  register: Register,
  columns: readonly TemplateColumn[],
  lists: readonly (readonly string[])[],
): SheetToWrite {
  const advice = adviceOn(register, columns);
  const heading = advice.length + 1;
  const lines: (readonly string[])[] = [
    [`${register.label}登记表填写说明`],
    ...advice.map((text, index) => [`${numerals[index] ?? ''}、${text}`]),
    ['栏目', '是否必填', '填写方法', '可选项'],
    ...columns.flatMap(({ field, title, group }, index) =>
      field
        ? [
            [
              group === undefined ? title : `${group}·${title}`,
              field.required === true ? '必填' : '选填',
              howTo(field),
              (lists[index] ?? []).join('、'),
            ],
          ]
        : [],
    ),
  ];
  return {
    name: '填写说明',
    widths: [24, 10, 44, 70],
    rows: lines.map((cells, index) => {
      const style =
        index === 0
          ? styles.title
          : cells.length === 1
            ? styles.line
            : index === heading
              ? styles.heading
              : styles.wrapped;
      return `<row r="${index + 1}">${cells.map((text, column) => textCellXml(column, index + 1, text, style)).join('')}</row>`;
    }),
  };
}

const numerals = ['一', '二', '三', '四', '五', '六'];

/** How the sheet is filled in, of what the register has: tables of people and of other rows, dates, numbers kept as texts. */
function adviceOn(register: Register, columns: readonly TemplateColumn[]): readonly string[] {
  const targets = importTargets(register);
  const shown = register.children.filter(({ label }) => columns.some(({ group }) => group === label));
  const named = (tables: readonly ChildTable[]): string => tables.map(({ label }) => `“${label}”`).join('');
  const people = shown.filter(isOfPeople);
  const asTexts = [
    ...(targets.some(({ field }) => field.type === 'phone') ? ['电话'] : []),
    ...(targets.some(({ field }) => field.type === 'idNumber') ? ['证件号码'] : []),
  ];
  return [
    `每行填一${register.unit}。`,
    ...(shown.length > 0
      ? [
          `${named(shown)}有几条的，第一条填在本行，其余各条依次另起一行，每行一条，只填这些栏目，序号和其他栏目留空。`,
        ]
      : []),
    ...(people.length > 0 ? [`${named(people)}有几人的，也可在姓名一格内用顿号分隔。`] : []),
    '示例行不会导入，可以删去。可增加列，列名与系统栏目相同的会自动对应。',
    ...(targets.some(({ field }) => field.type === 'date')
      ? ['日期写成 2026.4.3、2026年4月3日、20260403 均可，年份须写四位。']
      : []),
    ...(asTexts.length > 0 ? [`${asTexts.join('、')}按文本填写；一格有几个号码的用顿号分隔。`] : []),
  ];
}

function isOfPeople({ title, fields }: ChildTable): boolean {
  return fields.some(({ key, label }) => key === title && label === '姓名');
}

function howTo(field: Field): string {
  const byType: Partial<Record<Field['type'], string>> = {
    date: '填日期。',
    boolean: '填“是”或“否”。',
    code: '从下拉列表中选择。',
    codes: '填可选项，几项用顿号分隔。',
    integer: '填整数。',
    money: '填金额，单位元；可写“2.39万元”。',
    phone: '填电话号码，几个号码用顿号分隔。',
    idNumber: '填 18 位身份证号。',
  };
  const limit = field.maxLength === undefined ? '' : `不超过 ${field.maxLength} 字。`;
  return [byType[field.type] ?? `填文字。${limit}`, field.help ?? ''].join('');
}
