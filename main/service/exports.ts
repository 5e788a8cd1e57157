/** Lists on their way out: as a workbook of the current view, or as tab-separated text for pasting into WPS. */
import type { Register, Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { refuse } from '../../domain/failure.ts';
import { formatMark, highestMark, markOf } from '../../domain/secrecy.ts';
import { afterDays } from '../../domain/text/after-days.ts';
import type { Output, Parsed } from '../../preload/contract/contract.ts';
import type { WrittenText } from '../registers/leaks.ts';
import { quote } from '../registers/sql.ts';
import { type ExportRow, exportView } from '../registers/spreadsheet/export-view.ts';
import type { Desk } from './desk.ts';
import { checkDisclosure, searcher } from './disclosure.ts';
import {
  columnsFor,
  detailsFor,
  type Listed,
  type OnText,
  readListed,
  type Taken,
  type TakenRows,
} from './export-columns.ts';
import { type JobControl, quietJob } from './jobs.ts';
import { refuseLeaks } from './leak-guard.ts';
import type { OpenOffice } from './office.ts';
import { officeNames } from './offices.ts';
import { officeMark } from './marks.ts';
import { writeOutputFile } from './output-file.ts';

const mostRows = 200_000;
const rowsAtOnce = 200;

/** Writes everything the query matches. Clear petitioners need the permission and a reason, which is audited. */
export async function exportQuery(
  desk: Desk,
  input: Parsed<'export.view'>,
  path: string,
  job: JobControl,
): Promise<Output<'export.view'>> {
  const office = desk.office();
  const { engine, info } = office;
  const { actor } = desk.person();
  const register = registerOf(input.query.register);
  const revealed = input.reveal !== null;
  if (revealed) checkDisclosure(desk, '导出');
  const ids = engine.matchingIds(searcher(desk), input.query, mostRows + 1);
  if (ids.length > mostRows) {
    refuse(
      'TooManyRows',
      `一次最多导出${mostRows}件。`,
      '当前列表超过了这个数目。',
      '请先筛选（例如按年份）后分次导出。',
    );
  }
  const lists = register.id === 'rectItem' ? engine.reference().ledgerLists.lists : [];
  const details = input.details ? detailsFor(register) : [];
  const columns = details.length === 0 ? input.columns : withNumber(register, input.columns);
  const taken = columnsFor(register, columns, officeNames(office), lists);
  const filterText = describeQuery(input.query, revealed);
  await refuseLeaksIn(desk, { register, ids, taken, details, head: filterText, witness: input.witness }, job);
  desk.trace({
    action: 'export.view',
    entity: input.query.register,
    detail: `导出列表${ids.length}件${details.length > 0 ? '连同明细' : ''}，${revealed ? '含' : '不含'}反映人信息`,
    ...(input.reveal === null ? {} : { reason: input.reveal }),
  });
  const listed = (some: readonly string[]): readonly Listed[] =>
    readListed(office, desk.person().actor, register, some, revealed);
  const read = (some: readonly string[]): readonly ExportRow[] =>
    listed(some).map((record) => taken.map((each) => each.value(record)));
  const meta = {
    title: register.label,
    office: info.name,
    unit: register.unit,
    filterText,
    exporter: actor.name,
    time: desk.now(),
    mark: markOfRecords(office, register, ids) || undefined,
  };
  await writeOutputFile(
    path,
    exportView(
      taken.map((each) => each.column),
      inSlices(ids, read, job, '正在导出'),
      meta,
      { signal: job.signal },
      details.map(({ label, columns: own, rows }) => ({
        label,
        columns: own,
        rows: inSlices(ids, (some) => listed(some).flatMap(rows), job, `正在导出${label}明细`),
      })),
    ),
  );
  return { rows: ids.length };
}

/** Details name their record by its number, and a child table that has a sheet of its own has no columns here. */
function withNumber({ children }: Register, columns: readonly string[]): readonly string[] {
  const own = columns.filter((column) => column !== 'no' && !children.some(({ key }) => key === column));
  return ['no', ...own];
}

/** What is read of some records at a time, so that a long list can be stopped and others get their turn in between. */
async function* inSlices<T>(
  ids: readonly string[],
  read: (some: readonly string[]) => readonly T[],
  job: JobControl,
  saying: string,
): AsyncGenerator<T> {
  for (let from = 0; from < ids.length; from += rowsAtOnce) {
    yield* read(ids.slice(from, from + rowsAtOnce));
    job.progress(Math.min(from + rowsAtOnce, ids.length), ids.length, saying);
    await job.breathe();
  }
}

interface Leaving {
  readonly register: Register;
  readonly ids: readonly string[];
  readonly taken: readonly Taken[];
  readonly details?: readonly TakenRows[];
  /** What stands above the table. */
  readonly head: string;
  readonly witness: string | null;
}

/** Of registers whose lists go to the inspected organisation, what the columns would show of the rows. */
async function refuseLeaksIn(
  desk: Desk,
  { register, ids, taken, details = [], head, witness }: Leaving,
  job: JobControl = quietJob,
): Promise<void> {
  const { outsideReaders } = register;
  if (!outsideReaders) return;
  const office = desk.office();
  const read = (some: readonly string[]): readonly WrittenText[] => {
    const texts: WrittenText[] = [];
    const note: OnText = (text) => texts.push(text);
    for (const record of readListed(office, desk.person().actor, register, some, false, note)) {
      for (const each of taken) each.value(record);
      for (const each of details) each.rows(record);
    }
    return texts;
  };
  async function* written(): AsyncGenerator<WrittenText> {
    yield { no: '', label: '筛选条件', text: head };
    yield* inSlices(ids, read, job, '正在做泄密检查');
  }
  const records = ids.map((id) => ({ register: register.id, id }));
  const name = `${register.label}列表`;
  await refuseLeaks(desk, {
    ...{ name, entity: register.id, readers: outsideReaders, records, witness },
    written: written(),
  });
}

const markFields: readonly string[] = ['markKind', 'secrecyLevel', 'secrecyTerm'];

/** A compilation carries the highest level and the longest term of its parts and of the office (reference 6.1). */
function markOfRecords(office: OpenOffice, register: Register, ids: readonly string[]): string {
  const columns = register.fields.map(({ key }) => key).filter((key) => markFields.includes(key));
  const marks = office.vault.all<Values>(
    `SELECT DISTINCT ${columns.length > 0 ? columns.join(', ') : "'WORK_SECRET' AS markKind"}
     FROM ${quote(register.id)} WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  return formatMark(highestMark([officeMark(office.vault), ...marks.map(markOf)]));
}

/** The mark that stands in a file's name and at its head. */
export function exportMark(desk: Desk, query: Parsed<'export.mark'>['query']): Output<'export.mark'> {
  const office = desk.office();
  if (!query) return { mark: formatMark(officeMark(office.vault)) };
  const ids = office.engine.matchingIds(searcher(desk), query, mostRows);
  return { mark: markOfRecords(office, registerOf(query.register), ids) };
}

/** The filter in words for the head of the sheet. */
function describeQuery(query: Parsed<'export.view'>['query'], revealed: boolean): string {
  const labels = new Map(registerOf(query.register).fields.map((field) => [field.key, field.label]));
  // What was searched for may be a petitioner's name that the sheet itself masks.
  const search = query.text ? [revealed ? `检索“${query.text}”` : '有检索条件'] : [];
  const parts = query.filters.map((filter) => {
    const label =
      labels.get(filter.field) ??
      {
        state: '状态',
        no: '编号',
        office: '登记机关',
        deadline: '时限',
        createdAt: '录入时间',
        updatedAt: '最后修改',
        void: '作废',
      }[filter.field] ??
      filter.field;
    switch (filter.op) {
      case 'contains':
        return `${label}含“${filter.text}”`;
      case 'in':
        return `${label}限${filter.values.length}项`;
      case 'inAny':
        return `${label}等${filter.others.length + 1}栏${filter.value ? '限' : '不含'}${filter.values.length}项`;
      case 'between':
        return `${label}${filter.from ?? ''}至${filter.to ?? ''}${filter.orEmpty ? '或者为空' : ''}`;
      case 'after':
        return afterDays(
          label,
          filter.days.map((day) => labels.get(day) ?? day),
          filter.value,
        );
      case 'is':
        return `${label}为${filter.value ? '是' : '否'}`;
      case 'empty':
        return `${label}${filter.value ? '为空' : '不为空'}`;
    }
  });
  return [...search, ...parts].join('；');
}

/** Chosen rows as tab-separated text with headings; petitioners stay masked. */
export async function copyRows(
  desk: Desk,
  { register: name, ids, columns, witness }: Parsed<'export.copy'>,
): Promise<Output<'export.copy'>> {
  const office = desk.office();
  const register = registerOf(name);
  const taken = columnsFor(register, columns, officeNames(office));
  await refuseLeaksIn(desk, { register, ids, taken, head: '', witness });
  const records = readListed(office, desk.person().actor, register, ids, false);
  // A cell that starts like a formula would be run by the spreadsheet it is pasted into.
  const cell = (value: string | number | null): string => {
    const text = String(value ?? '').replaceAll(/[\t\r\n]+/g, ' ');
    return /^[=+\-@]/.test(text) ? ` ${text}` : text;
  };
  const head = taken.map(({ column }) => (column.group ? `${column.group}${column.title}` : column.title));
  const lines = records.map((record) => taken.map((each) => cell(each.value(record))).join('\t'));
  desk.trace({ action: 'export.copy', entity: register.id, detail: `复制${ids.length}行` });
  return { text: [head.join('\t'), ...lines].join('\n') };
}
