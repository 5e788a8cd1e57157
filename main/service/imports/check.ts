/** Opening and checking an import; the answers to the wizard's first and third step. */
import { createId } from '../../deps.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { checkColumnTotals, numberColumns } from '../../registers/spreadsheet/column-totals.ts';
import { checkSheet, isDoubt } from '../../registers/spreadsheet/consistency.ts';
import {
  ignoreFate,
  mayTake,
  missingColumns,
  rememberMapping,
  remarkFate,
  serialFate,
} from '../../registers/spreadsheet/column-mapping.ts';
import { keptMapping } from '../../registers/spreadsheet/remembered-mapping.ts';
import {
  detectLayout,
  rankSheets,
  requiredCovered,
  type SheetLayout,
} from '../../registers/spreadsheet/header-detection.ts';
import { petitionerColumns } from '../../registers/spreadsheet/petitioner-columns.ts';
import { asOneSheet } from '../../registers/spreadsheet/parts-as-rows.ts';
import { convertSheet, createRowConverter } from '../../registers/spreadsheet/row-conversion.ts';
import { fileSource } from '../../registers/spreadsheet/source.ts';
import { importTargets } from '../../registers/spreadsheet/targets.ts';
import { openWorkbook } from '../../registers/spreadsheet/workbook-port.ts';
import { writeSetting } from '../../registers/settings.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Register, Values } from '../../../domain/register.ts';
import { asRegisterId, registerOf } from '../../../domain/registers/registers.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { regionCode } from '../regions.ts';
import { rememberedKey } from './choose-sheet.ts';
import { recallMeanings } from './words.ts';
import { createKnownFinder } from './find-known.ts';
import { createRepeatFinder, type RepeatFinder } from './find-repeats.ts';
import { compareRows } from './named-petitioners.ts';
import {
  type CheckedRecord,
  checkedRecord,
  chosenOf,
  columnsOf,
  countsOf,
  type ImportSession,
} from './import-session.ts';

const fatesByTarget: Readonly<Record<string, string>> = { 'remark+': remarkFate, 'serial#': serialFate };

export async function openImport(
  desk: Desk,
  described: Register,
  whole: string | null,
  path: string,
  name: string,
  job: JobControl,
): Promise<{ readonly session: ImportSession; readonly output: Output<'import.open'> }> {
  const register = asOneSheet(described);
  const defaults = defaultsOf(desk, described, whole);
  const office = desk.office();
  const { codes } = office.engine.reference();
  const today = office.today();
  const file = await fileSource(path, name);
  try {
    job.progress(0, 0, '正在打开文件');
    const workbook = await openWorkbook(file);
    const targets = importTargets(register);
    const looks = [];
    for (const [index, info] of workbook.sheets.entries()) {
      const sheet = await workbook.readSheet(index, { signal: job.signal });
      looks.push({ index, info, sheet, layout: detectLayout(sheet, targets) });
      job.progress(index + 1, workbook.sheets.length, `正在读取工作表“${info.name}”`);
      await job.breathe();
    }
    const [proposed] = rankSheets(looks, targets);
    const session: ImportSession = {
      id: createId(desk),
      owner: desk.person().actor.userId,
      register,
      defaults,
      targets,
      fileName: name,
      file,
      workbook,
      tables: looks
        .filter(({ layout }) => layout.dataRows.length > 0 && requiredCovered(layout, targets) >= 2)
        .map(({ info, layout }) => ({ name: info.name, rows: layout.dataRows.length })),
      codes,
      today,
      chosen: null,
      fates: new Map(),
      converter: null,
      finder: null,
      corrections: new Map(),
      meanings: new Map(),
      records: [],
      named: new WeakMap(),
      doubts: 0,
      commit: 'none',
    };
    const sheets = looks.map(({ index, info, layout }) => ({
      name: info.name,
      hidden: info.visibility !== 'visible',
      rows: layout.dataRows.length,
      proposed: index === proposed,
    }));
    return { session, output: { import: session.id, fileName: name, sheets } };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** What every record of the sheet is given: the whole it becomes part of, and what the rules of the register work out. */
function defaultsOf(desk: Desk, { id, label, partOf }: Register, whole: string | null): Values {
  if (!partOf) return {};
  const { engine } = desk.office();
  const owner = registerOf(partOf.register);
  if (whole === null) {
    refuse(
      'WholeMissing',
      `还没有选择${owner.label}。`,
      `${label}须列入一份${owner.label}。`,
      `请先选择${owner.label}。`,
    );
  }
  const record = engine.reads['records.get'](desk.person().actor, {
    register: asRegisterId(owner.id),
    id: whole,
  });
  const state = owner.workflow.states.find(({ code }) => code === record.state);
  if (state?.final === true || record.void) {
    refuse(
      'WholeClosed',
      `${record.no}现在不能增加${label}。`,
      `${owner.label}${record.void ? '已作废' : (state?.label ?? '')}。`,
      `请另选${owner.label}。`,
    );
  }
  const fedBack = record.values['feedbackAt'] ?? null;
  return { [partOf.field]: whole, ...(id === 'rectItem' ? { type: null, feedbackAt: fedBack } : {}) };
}

/** Converts every row under the clerk's mapping and looks for repeats. Keeps corrections and decisions of equal rows. */
export async function checkImport(
  desk: Desk,
  session: ImportSession,
  mapping: readonly { readonly index: number; readonly target: string | null }[],
  contextYear: number | null,
  job: JobControl,
): Promise<Output<'import.check'>> {
  const chosen = chosenOf(session);
  if (session.commit === 'running') refuseRunning();
  session.fates = new Map(
    mapping.map(({ index, target }) => [
      index,
      target === null ? ignoreFate : (fatesByTarget[target] ?? target),
    ]),
  );
  refuseExposed(session, chosen.layout);
  const missing = missingColumns(session.register, session.fates.values(), session.defaults);
  if (missing.length > 0) {
    refuse(
      'ColumnsMissing',
      `还有必填项没有对应的列：${missing.join('、')}。`,
      '缺少必填项的行都不能导入。',
      '请在“列对应”中为这些项目选择表中的列。',
    );
  }
  const layout = contextYear === null ? chosen.layout : { ...chosen.layout, year: contextYear };
  const converter = createRowConverter(
    {
      register: session.register,
      targets: session.targets,
      sheet: chosen.sheet,
      layout,
      fates: session.fates,
      defaults: session.defaults,
      meanings: session.meanings,
      details: chosen.details,
    },
    { codes: session.codes, today: session.today, findRegion: regionCode },
  );
  session.converter = converter;
  session.records = [];
  session.commit = 'none';
  session.doubts = 0;
  session.corrections.clear();
  recallMeanings(desk, session);
  const converted = await convertSheet(converter, {
    signal: job.signal,
    onProgress: (part) => job.progress(Math.round(part * 50), 100, '正在核对各行'),
  });
  const finder = repeatFinder(desk, session);
  session.finder = finder;
  const records: CheckedRecord[] = [];
  for (const [index, each] of converted.entries()) {
    const seen = finder.find(index, each);
    const record = checkedRecord(session.register, each, seen, null);
    finder.note(index, record);
    records.push(record);
    if (index % 10 === 0) {
      job.progress(50 + Math.round((index / converted.length) * 50), 100, '正在查重');
      await job.breathe();
    }
  }
  await compareRows(desk, session, records, job);
  session.records = records;
  desk.office().vault.transact((tx) => {
    const mapping = keptMapping(rememberMapping(chosen.layout, session.fates));
    writeSetting(tx, rememberedKey(session, chosen.layout), mapping);
  });
  const numbers = numberColumns(session, chosen.sheet, chosen.layout);
  const warnings = [
    ...checkSheet(chosen.sheet, chosen.layout, converter.records, session.register.unit, numbers),
    ...checkColumnTotals(session, chosen.layout, converter, converted),
  ];
  const doubts = [
    ...warnings.filter(isDoubt).map(({ message }) => message),
    ...doubtsAboutAll(desk, session),
  ];
  const notes = warnings.filter((warning) => !isDoubt(warning)).map(({ message }) => message);
  session.doubts = doubts.length;
  return { counts: countsOf(session), doubts, notes };
}

/** What a form would ask about the records one by one, and nobody can of a sheet but about all that are new in it. */
function doubtsAboutAll(desk: Desk, session: ImportSession): readonly string[] {
  const { register, defaults } = session;
  const failures = desk.office().engine.warningsOfMany(register.id, defaults, countsOf(session).new);
  return failures.map(({ what, why }) => `${what}${why}请核对。`);
}

/** Who petitioned stands nowhere but where it is sealed, whatever the clerk chose for the column. */
function refuseExposed({ fates, targets, register }: ImportSession, layout: SheetLayout): void {
  const petitioners = petitionerColumns(layout, targets);
  const targetsByPath = new Map(targets.map((target) => [target.path, target]));
  const exposed = layout.columns.filter(
    ({ column }) => !mayTake(petitioners.get(column), fates.get(column) ?? ignoreFate, targetsByPath),
  );
  if (exposed.length === 0) return;
  const isKept = targets.some(({ child }) => child?.compartment === 'petitioner');
  refuse(
    'PetitionerExposed',
    `${exposed.map(({ text }) => `“${text}”`).join('、')}列涉及反映人身份，不能导入到所选的栏目。`,
    `${register.label}的备注和其他文字栏目不按反映人信息保密。`,
    isKept
      ? '请在“列对应”中改为反映人的栏目，或者选择“不导入”。'
      : '请在“列对应”中选择“不导入”；是信访件的表，请由信访登记员在“信访件”中导入。',
  );
}

/** What is being written could not be found as repeats yet. */
function refuseRunning(): never {
  refuse(
    'ImportRunning',
    '这张表正在写入，现在不能重新核对。',
    '写入完成后，已登记的件才能参加查重。',
    '请等待写入完成，或先取消写入。',
  );
}

/** Letters are compared by people and text; every other register says in which fields its records repeat each other. */
function repeatFinder(desk: Desk, { register, fates }: ImportSession): RepeatFinder {
  const { engine } = desk.office();
  if (engine.findsDuplicates(register.id))
    return createRepeatFinder((values, children) =>
      engine.findDuplicates(register.id, { exclude: null, values, children, byPetitioner: true }),
    );
  return createKnownFinder(engine, desk.person().actor, registerOf(register.id), columnsOf(fates));
}
