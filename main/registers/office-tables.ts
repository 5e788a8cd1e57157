/** Editing the tables of the office: rows are added, changed and ended. */
import { refuse } from '../../domain/failure.ts';
import type { OfficeRow, OfficeTable } from '../../domain/office-tables/office-table.ts';
import { officeTableById } from '../../domain/office-tables/tables.ts';
import type { Values } from '../../domain/register.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { Written } from '../audit/commit.ts';
import type { Writer } from '../vault/api.ts';
import type { EngineContext } from './commands.ts';
import { writeOfficeRow } from './office-rows.ts';
import { checkValidity } from './reference-edit.ts';
import { touchReference } from './reference.ts';

export function allOfficeRows(context: EngineContext): Output<'tables.all'> {
  const rows = context.reference(context.vault).officeRows;
  return { rows: rows.map((row) => ({ ...row, values: copied(row.values) })) };
}

/**
 * Adds or changes a row. Throws ExpectedError `Invalid` for a table or field there is not, a name that is taken, a row the
 * program does not know where only known ones may stand, a field left empty or out of its bounds.
 */
export function saveOfficeRow(
  tx: Writer,
  context: EngineContext,
  { row, reason }: Parsed<'tables.save'>,
): Written<Output<'tables.save'>> {
  const table = officeTableById(row.table);
  if (!table)
    refuse('Invalid', '没有这张表，没有保存。', '程序与数据不是同一版本。', '请重新打开软件后再试。');
  const rows = context.reference(tx).officeRows.filter((each) => each.table === table.id);
  checkRow(table, rows, row);
  writeOfficeRow(tx, row);
  touchReference(tx);
  const detail = `${table.label}：${row.label}`;
  const audit = { action: 'tables.save', entity: 'office_row', entityNo: row.code, detail, reason };
  return { output: {}, audit };
}

/** What an office table must keep to, wherever the row comes from. */
export function checkRow(table: OfficeTable, rows: readonly OfficeRow[], row: OfficeRow): void {
  checkValidity(row.validFrom, row.validTo);
  if (!table.grows && !rows.some(({ code }) => code === row.code)) {
    refuse(
      'Invalid',
      `“${table.label}”不能增加行，没有保存。`,
      '每一行对应软件的一项功能。',
      '请修改已有的行。',
    );
  }
  const twin = rows.find(({ code, label }) => label === row.label && code !== row.code);
  if (twin) {
    refuse('Invalid', `“${row.label}”已有，没有保存。`, '名称用来选择，不能重复。', '请换一个名称。', {
      label: '名称已存在。',
    });
  }
  const problems = fieldProblems(table, row.values);
  if (Object.keys(problems).length > 0) {
    refuse(
      'Invalid',
      '有的栏填写不对，没有保存。',
      Object.values(problems).join(''),
      '请改正后再保存。',
      problems,
    );
  }
  const failure = table.check?.(row);
  if (failure) refuse(failure.type, failure.what, failure.why, failure.next, failure.fields);
}

// ---- internals

function fieldProblems({ fields }: OfficeTable, values: Values): Record<string, string> {
  const known = new Set(fields.map(({ key }) => key));
  const problems: Record<string, string> = {};
  for (const key of Object.keys(values)) if (!known.has(key)) problems[key] = '没有这一栏。';
  for (const field of fields) {
    const value = values[field.key] ?? null;
    const blank = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    if (blank) {
      if (field.required) problems[field.key] = `请填写${field.label}。`;
    } else if (typeof value === 'number') {
      if (field.min !== undefined && value < field.min)
        problems[field.key] = `${field.label}不能小于${field.min}。`;
      if (field.max !== undefined && value > field.max)
        problems[field.key] = `${field.label}不能大于${field.max}。`;
    } else if (
      typeof value === 'string' &&
      field.maxLength !== undefined &&
      [...value].length > field.maxLength
    ) {
      problems[field.key] = `${field.label}不能超过${field.maxLength}字。`;
    }
  }
  return problems;
}

function copied(values: Values): Record<string, string | number | boolean | null | string[]> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...(value as string[])] : value,
    ]),
  ) as Record<string, string | number | boolean | null | string[]>;
}
