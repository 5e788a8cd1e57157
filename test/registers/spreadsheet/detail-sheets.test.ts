/** A list that left with its details comes back with them, whatever the register. */
import { describe, expect, it } from 'vitest';
import { codesOf } from '../../../domain/codes/lookup.ts';
import type { Field, Register, Value } from '../../../domain/register.ts';
import { fundComparison } from '../../../domain/registers/fund-comparison/fund-comparison.ts';
import { registers } from '../../../domain/registers/registers.ts';
import { proposeColumns } from '../../../main/registers/spreadsheet/column-mapping.ts';
import { joinDetails, type JoinedSheet } from '../../../main/registers/spreadsheet/detail-sheets.ts';
import { exportView } from '../../../main/registers/spreadsheet/export-view.ts';
import { detectLayout } from '../../../main/registers/spreadsheet/header-detection.ts';
import { convertSheet, createRowConverter } from '../../../main/registers/spreadsheet/row-conversion.ts';
import type { Sheet } from '../../../main/registers/spreadsheet/sheets.ts';
import { importTargets } from '../../../main/registers/spreadsheet/targets.ts';
import { sheetName } from '../../../main/registers/spreadsheet/xlsx-writer.ts';
import { blankRecord } from '../../../main/reports/forms/printed-record.ts';
import { columnsFor, detailsFor, type Listed } from '../../../main/service/export-columns.ts';
import { codes, collect, openBytes, testSheet, today } from './support.ts';

/** What only the program writes is never imported. */
const withChildren: readonly Register[] = registers.filter(
  ({ children, byProgram }: Register) => children.length > 0 && !byProgram,
);

/** A cell as it is printed, and what it means. */
function sampleOf({ label, type, list }: Field): readonly [text: string, value: Value] {
  const code = list === undefined ? undefined : codesOf(codes, list, today)[0];
  switch (type) {
    case 'date':
      return ['2026-04-03', '2026-04-03'];
    case 'money':
      return ['1234.50', 123450];
    case 'integer':
      return ['3', 3];
    case 'boolean':
      return ['是', true];
    case 'code':
      return [code?.label ?? '', code?.code ?? null];
    case 'codes':
      return [code?.label ?? '', code ? [code.code] : null];
    case 'phone':
      return ['13800138000', '13800138000'];
    default:
      // Several names in a cell of details are still one row.
      return label === '姓名' ? ['马三', '马三'] : ['张三、李四', '张三、李四'];
  }
}

const plain: readonly Field['type'][] = ['text', 'longText', 'date', 'money', 'integer', 'boolean', 'code'];

/** Two records: the first with three rows in each child table, the second with one. */
function listed(register: Register): readonly Listed[] {
  return [3, 1].map((count, index) => ({
    ...blankRecord,
    no: `第${index + 1}号`,
    stamps: undefined,
    text: (key) => {
      const field = register.fields.find((each) => each.key === key);
      return field ? sampleOf(field)[0] : '';
    },
    rows: (key) => {
      const fields = register.children.find((each) => each.key === key)?.fields ?? [];
      const row = Object.fromEntries(
        fields.map((field) => [field.key, plain.includes(field.type) ? sampleOf(field)[0] : '']),
      );
      return Array.from({ length: count }, () => row);
    },
  }));
}

async function exported(register: Register): Promise<readonly Sheet[]> {
  const records = listed(register);
  const own = register.fields.filter(
    ({ listWidth, required }) => listWidth !== undefined || required === true,
  );
  const taken = columnsFor(register, ['no', ...own.map(({ key }) => key)], (id) => id);
  const bytes = await collect(
    exportView(
      taken.map(({ column }) => column),
      records.map((record) => taken.map(({ value }) => value(record))),
      { title: register.label, office: '甲', unit: register.unit, filterText: '', exporter: '乙', time: 0 },
      {},
      detailsFor(register).map(({ label, columns, rows }) => ({
        label,
        columns,
        rows: records.flatMap(rows),
      })),
    ),
  );
  const book = await openBytes(bytes);
  return Promise.all(book.sheets.map((_, index) => book.readSheet(index)));
}

function join(register: Register, sheets: readonly Sheet[]): JoinedSheet {
  const [list, ...others] = sheets;
  const details = register.children.flatMap((child) => {
    const sheet = others.find(({ name }) => name === sheetName(child.label));
    return sheet ? [{ child, sheet }] : [];
  });
  const joined = list && joinDetails(list, details, importTargets(register));
  if (!joined) throw new Error('nothing to join');
  return joined;
}

describe('a list with its details', () => {
  it.each(withChildren.map((register) => [register.label, register] as const))(
    'of the register %s comes back row for row',
    async (_label, register) => {
      const { sheet, choice, children: details } = join(register, await exported(register));
      const targets = importTargets(register);
      const layout = detectLayout(sheet, targets, choice);
      const proposals = proposeColumns({ register, targets, sheet, layout, codes, today });
      const fates = new Map(proposals.map(({ column, fate }) => [column, fate]));
      const converter = createRowConverter(
        { register, targets, sheet, layout, fates, details },
        { codes, today },
      );
      const records = await convertSheet(converter);
      expect(records).toHaveLength(2);
      const computed = register.fields.filter(({ derived }) => derived).map(({ label }) => label);
      const left = proposals.filter(({ heading }) => computed.includes(heading)).map(({ fate }) => fate);
      expect(left.filter((fate) => fate !== '#ignore')).toEqual([]);
      for (const child of register.children) {
        const wanted = Object.fromEntries(
          child.fields
            .filter((field) => plain.includes(field.type) && field.derived !== true)
            .map((field) => [field.key, sampleOf(field)[1]]),
        );
        const counts = records.map(({ children }) => children[child.key]?.length);
        expect([child.label, counts]).toEqual([child.label, [3, 1]]);
        for (const { children } of records)
          for (const row of children[child.key] ?? []) expect(row).toMatchObject(wanted);
      }
    },
  );

  it('names the rows whose record is not in the list, and is a list like any other where no record is numbered', () => {
    const register = fundComparison;
    const child = register.children.find(({ key }) => key === 'landedRows');
    if (!child) throw new Error('no such child table');
    const targets = importTargets(register);
    const rows = testSheet([
      ['编号', '受益户（项目）', '金额', '自编列'],
      ['甲-1', '马三', 200, '一'],
      ['甲-9', '韩四', 300, '二'],
      ['', '无号', 400, ''],
      ['合计 2 行', '', 500, ''],
    ]);
    const details = [{ child, sheet: { ...rows, name: child.label } }];
    const heading = ['项目名称', '比对日期', '资金类别'];
    const joined = joinDetails(
      testSheet([
        ['编号', ...heading],
        ['甲-1', '低保金', '2026-04-16', '其他'],
        ['', '残疾补贴', '2026-04-17', '其他'],
        ['合计 2 件'],
      ]),
      details,
      targets,
    );
    expect(joined?.notes).toEqual([
      '工作表“实际落地多少”的1行已按编号并到“登记表”各行之下，行号是合并后的。',
      '工作表“实际落地多少”有2行的编号在“登记表”中找不到，没有读入：甲-9、（空）。',
      '工作表“实际落地多少”的“自编列”列没有对应的栏目，或者由系统计算，没有读入。',
    ]);
    expect(
      joinDetails(testSheet([heading, ['低保金', '2026-04-16', '其他']]), details, targets),
    ).toBeUndefined();
  });
});
