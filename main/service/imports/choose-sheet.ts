/** The wizard's step of choosing a sheet: its headings, a fate for every column, and what the clerk must know of both. */
import type { Output } from '../../../preload/contract/contract.ts';
import {
  type ColumnProposal,
  ignoreFate,
  mappingSignature,
  proposeColumns,
  remarkFate,
  serialFate,
  sureConfidence,
  isColumnRequired,
} from '../../registers/spreadsheet/column-mapping.ts';
import { joinDetails, type JoinedSheet } from '../../registers/spreadsheet/detail-sheets.ts';
import { detectLayout, type SheetLayout } from '../../registers/spreadsheet/header-detection.ts';
import { readKeptMapping } from '../../registers/spreadsheet/remembered-mapping.ts';
import { sheetGrid, type Sheet } from '../../registers/spreadsheet/sheets.ts';
import { sheetName } from '../../registers/spreadsheet/xlsx-writer.ts';
import { maskOf } from '../../registers/numbers.ts';
import { readSetting } from '../../registers/settings.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { betterRegister } from './fitting-register.ts';
import { countOtherRows, type ImportSession } from './import-session.ts';

/** What the window shows for the two fates that are no field. */
const windowTargets: Readonly<Record<string, string | null>> = {
  [remarkFate]: 'remark+',
  [serialFate]: 'serial#',
  [ignoreFate]: null,
};
const previewRows = 12;

/** Chooses a sheet, finds its headings (or takes the clerk's) and proposes a mapping. */
export async function chooseSheet(
  desk: Desk,
  session: ImportSession,
  name: string,
  headerRows: readonly [number, number] | null,
  job: JobControl,
): Promise<Output<'import.sheet'>> {
  const index = session.workbook.sheets.findIndex((info) => info.name === name);
  if (index < 0) throw new Error('no such sheet');
  const list = await session.workbook.readSheet(index, {
    signal: job.signal,
    onProgress: (part) => job.progress(Math.round(part * 100), 100, '正在读取工作表'),
  });
  await job.breathe();
  const joined = await withDetails(session, list, job);
  const sheet = joined?.sheet ?? list;
  const given = headerRows ? { heading: { from: headerRows[0], to: headerRows[1] } } : {};
  const found = joined?.choice;
  const isFound =
    !headerRows || (headerRows[0] === found?.heading.from && headerRows[1] === found.heading.to);
  const choice = found && isFound ? found : given;
  const layout = detectLayout(sheet, session.targets, choice);
  await job.breathe();
  const grid = sheetGrid(sheet);
  const kept = readSetting(desk.office().vault, rememberedKey(session, layout));
  const proposals = proposeColumns({
    register: session.register,
    targets: session.targets,
    sheet,
    layout,
    codes: session.codes,
    today: session.today,
    remembered: readKeptMapping(kept, session.register),
    numbering: maskOf(desk.office().vault, session.register, desk.office().info),
  });
  session.chosen = {
    sheet,
    sheetIndex: index,
    grid,
    layout,
    proposals,
    details: joined?.children ?? new Set(),
  };
  session.records = [];
  session.corrections.clear();
  const first = layout.heading ?? { from: 1, to: 1 };
  return {
    headerRows: [first.from, first.to],
    firstDataRow: layout.dataRows[0] ?? first.to + 1,
    dataRows: layout.dataRows.length,
    otherRows: countOtherRows(session),
    preview: sheet.rows.slice(0, previewRows).map((row) => ({
      row: row.row,
      kind: layout.verdicts.find((each) => each.row <= row.row && row.row <= each.through)?.kind ?? 'data',
      cells: Array.from(
        { length: sheet.columnCount },
        (_, column) =>
          // A title over all columns is shown once; a heading over several names each of them.
          (row.row < first.from ? grid.own(row.row, column) : grid.merged(row.row, column)).text,
      ),
    })),
    columns: proposals.map(toWindowColumn),
    targets: [
      ...session.targets.map((target) => ({
        target: target.path,
        label: target.label,
        required: target.child === undefined && isColumnRequired(target.field),
      })),
      { target: 'remark+', label: '并入备注（带标题）', required: false },
      { target: 'serial#', label: '序号（只核对，不导入）', required: false },
    ],
    year: layout.year ?? null,
    notes: [
      ...layoutNotes(layout),
      ...(joined?.notes ?? []),
      ...identityNotes(session, proposals),
      ...otherTableNotes(session, name),
    ],
    better: betterRegister(session.register, sheet, desk.person().actor.permissions) ?? null,
  };
}

/** The list with what stands in sheets named after its child tables. */
async function withDetails(
  { register, workbook, targets }: ImportSession,
  list: Sheet,
  job: JobControl,
): Promise<JoinedSheet | undefined> {
  const details = [];
  for (const child of register.children) {
    const index = workbook.sheets.findIndex(({ name }) => name === sheetName(child.label));
    if (index < 0 || list.name === sheetName(child.label)) continue;
    details.push({ child, sheet: await workbook.readSheet(index, { signal: job.signal }) });
    await job.breathe();
  }
  return details.length === 0 ? undefined : joinDetails(list, details, targets);
}

function layoutNotes(layout: SheetLayout): readonly string[] {
  if (layout.isForm) {
    return [
      '这是一件一张的登记表（项目在左、内容在右），不是一行一件的台账，不能成批导入。请点“新增登记”逐件登记，或先汇总到导入模板。',
    ];
  }
  return layout.heading ? [] : ['没有找到表头，请指明表头所在的行。'];
}

/** One sheet is imported at a time; the others of the workbook must not be taken for imported. */
function otherTableNotes(
  { tables, register, chosen: sheet }: ImportSession,
  chosen: string,
): readonly string[] {
  const joined = register.children
    .filter(({ key }) => sheet?.details.has(key) === true)
    .map(({ label }) => sheetName(label));
  const others = tables.filter(({ name }) => name !== chosen && !joined.includes(name));
  return others.length === 0
    ? []
    : [
        `本次只导入工作表“${chosen}”。${others.map(({ name, rows }) => `“${name}”（${rows}行）`).join('、')}也像台账，需要的请随后另行导入。`,
      ];
}

/** Columns that would be left out although they hold something; the clerk must hear of it. */
function identityNotes(
  { register, targets }: ImportSession,
  proposals: readonly ColumnProposal[],
): readonly string[] {
  const columns = proposals.filter(
    ({ fate, filled, confidence }) => fate === ignoreFate && filled > 0 && confidence < 1,
  );
  if (columns.length === 0) return [];
  const named = `${columns.map(({ heading }) => `“${heading}”`).join('、')}列涉及反映人身份`;
  return targets.some(({ child }) => child?.compartment === 'petitioner')
    ? [
        `${named}，没有对应的栏目，也不能并入备注（备注不按反映人信息保密）。请在“列对应”中选择反映人的栏目，否则不导入。`,
      ]
    : [
        `${named}，${register.label}不按反映人信息保密，这些列不导入。是信访件的表，请由信访登记员在“信访件”中导入。`,
      ];
}

/** The setting under which an office's mapping of these headings is kept. */
export function rememberedKey(
  session: ImportSession,
  layout: Parameters<typeof mappingSignature>[1],
): string {
  return `import.mapping.${mappingSignature(session.register.id, layout)}`;
}

function toWindowColumn(proposal: ColumnProposal): Output<'import.sheet'>['columns'][number] {
  const target = Object.hasOwn(windowTargets, proposal.fate)
    ? (windowTargets[proposal.fate] ?? null)
    : proposal.fate;
  const confidence = proposal.remembered
    ? 'remembered'
    : target === null
      ? 'none'
      : proposal.confidence >= sureConfidence
        ? 'sure'
        : 'likely';
  return {
    index: proposal.column,
    heading: proposal.heading,
    samples: [...proposal.samples],
    target,
    confidence,
  };
}
