/** The import wizard, the template, and the export of a list. */
import { basename } from 'node:path';
import { registerOf } from '../../../domain/registers/registers.ts';
import { writeErrorWorkbook } from '../../registers/spreadsheet/error-workbook.ts';
import { correctionKey } from '../../registers/spreadsheet/row-conversion.ts';
import { asOneSheet } from '../../registers/spreadsheet/parts-as-rows.ts';
import { writeTemplate } from '../../registers/spreadsheet/template.ts';
import type { Desk } from '../desk.ts';
import { refuseUnless } from '../disclosure.ts';
import { copyRows, exportMark, exportQuery } from '../exports.ts';
import { checkImport, openImport } from '../imports/check.ts';
import { chooseSheet } from '../imports/choose-sheet.ts';
import { commitImport } from '../imports/commit.ts';
import { chosenOf, countsOf, type ImportSession, verdictOf } from '../imports/import-session.ts';
import { decideAll, recheck, recordAt, takingFromAbove } from '../imports/recheck.ts';
import { compareRows } from '../imports/named-petitioners.ts';
import { pageRows, recordToRow } from '../imports/rows.ts';
import { explainWord, listWords } from '../imports/words.ts';
import { writeOutputFile } from '../output-file.ts';
import type { Handlers } from '../router.ts';

type SpreadsheetHandlers = Pick<
  Handlers,
  | 'import.open'
  | 'import.sheet'
  | 'import.check'
  | 'import.rows'
  | 'import.fix'
  | 'import.decideAll'
  | 'import.words'
  | 'import.explainWord'
  | 'import.commit'
  | 'import.errorWorkbook'
  | 'import.close'
  | 'template.download'
  | 'export.view'
  | 'export.mark'
  | 'export.copy'
>;

export function spreadsheetHandlers(desk: Desk): SpreadsheetHandlers {
  const sessionOf = (id: string): ImportSession => {
    const session = desk.imports.get(id, desk.person().actor.userId);
    refuseUnless(desk, session.register, 'import');
    return session;
  };
  return {
    'import.open': async ({ input, job, path }) => {
      const file = path(input.file);
      const { session, output } = await openImport(
        desk,
        registerOf(input.register),
        input.whole,
        file,
        basename(file),
        job,
      );
      desk.imports.add(session);
      return output;
    },
    'import.sheet': ({ input, job }) =>
      chooseSheet(desk, sessionOf(input.import), input.sheet, input.headerRows, job),
    'import.check': ({ input, job }) =>
      checkImport(desk, sessionOf(input.import), input.mapping, input.contextYear, job),
    'import.rows': ({ input }) =>
      pageRows(sessionOf(input.import), input.verdicts, input.onlyProblems, input.offset, input.limit),
    'import.fix': async ({ input }) => {
      const session = sessionOf(input.import);
      const index = session.records.findIndex((record) => record.converted.rows[0] === input.row);
      if (index < 0) throw new Error('no such row');
      for (const [column, text] of Object.entries(input.cells)) {
        session.corrections.set(correctionKey(input.row, Number(column)), text);
      }
      const below = takingFromAbove(session, index, Object.keys(input.cells).map(Number));
      const decisions = below.map((each) => [each, recordAt(session, each).decision] as const);
      recheck(session, new Map([[index, input.decision], ...decisions]));
      await compareRows(desk, session);
      return { row: recordToRow(session, recordAt(session, index)), counts: countsOf(session) };
    },
    'import.decideAll': async ({ input }) => {
      const session = sessionOf(input.import);
      decideAll(session, input.decision);
      await compareRows(desk, session);
      return { counts: countsOf(session) };
    },
    'import.words': ({ input }) => listWords(sessionOf(input.import)),
    'import.explainWord': async ({ input }) => {
      const session = sessionOf(input.import);
      explainWord(desk, session, input);
      await compareRows(desk, session);
      return { counts: countsOf(session) };
    },
    'import.commit': async ({ input, job }) => {
      const { allowPartial, namedReason } = input;
      return commitImport(desk, sessionOf(input.import), { allowPartial, namedReason }, job);
    },
    'import.errorWorkbook': async ({ input, path }) => {
      const session = sessionOf(input.import);
      return { rows: await saveErrorWorkbook(desk, session, path(input.file)) };
    },
    'import.close': async ({ input }) => {
      await desk.imports.close(input.import);
      return {};
    },
    'template.download': async ({ path, input }) => {
      const office = desk.office();
      const content = writeTemplate(asOneSheet(registerOf(input.register)), office.engine.reference().codes, {
        office: office.info.name,
        creator: desk.person().actor.name,
        time: desk.now(),
        today: office.today(),
      });
      await writeOutputFile(path(input.file), content);
      return {};
    },
    'export.view': ({ input, job, path }) => exportQuery(desk, input, path(input.file), job),
    'export.mark': ({ input }) => {
      if (input.query) refuseUnless(desk, registerOf(input.query.register), 'read');
      return exportMark(desk, input.query);
    },
    'export.copy': ({ input }) => copyRows(desk, input),
  };
}

/** Only the rows that are not imported: a row that was, with a warning, would come in a second time. */
async function saveErrorWorkbook(desk: Desk, session: ImportSession, path: string): Promise<number> {
  const chosen = chosenOf(session);
  const faulty = session.records.filter((record) => verdictOf(record) === 'refused');
  desk.trace({
    action: 'import.errorWorkbook',
    entity: session.register.id,
    detail: `导出错误行表格，${faulty.length}行`,
  });
  await writeOutputFile(
    path,
    writeErrorWorkbook({
      source: session.file,
      format: session.workbook.format,
      sheetIndex: chosen.details.size > 0 ? undefined : chosen.sheetIndex,
      sheet: chosen.sheet,
      headingRow: chosen.layout.heading?.to ?? 1,
      problems: faulty.flatMap((record) => [...record.converted.problems]),
      creator: desk.person().actor.name,
      time: desk.now(),
    }),
  );
  return faulty.length;
}
