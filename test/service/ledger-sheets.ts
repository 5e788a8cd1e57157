/** Sheets of a ledger on their way into a plan, as far as the rows that were checked. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { expect } from 'vitest';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { mappingProblems, proposedMapping } from '../../renderer/pages/import/mapping.ts';
import { fileToken, jobId, type TestPc } from '../support/office.ts';

type Rows = readonly (readonly string[])[];

interface Checked {
  readonly id: string;
  readonly counts: Output<'import.check'>['counts'];
  readonly doubts: Output<'import.check'>['doubts'];
  readonly rows: Output<'import.rows'>['rows'];
}

/** Writes sheets into a folder and has them checked at the PC, for the plan there is at the time. */
export function ledgerSheets(
  at: () => { readonly folder: string; readonly pc: TestPc; readonly plan: string },
) {
  function workbook(rows: Rows): Readonly<Record<string, string>> {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '整改台账');
    const path = join(at().folder, `${jobId()}.xlsx`);
    writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    return { [fileToken]: path };
  }

  async function check(files: Readonly<Record<string, string>>): Promise<Checked> {
    const { pc, plan } = at();
    const open = { job: jobId(), register: 'rectItem' as const, whole: plan, file: fileToken };
    const opened = await pc.call('import.open', open, files);
    const wanted = { job: jobId(), import: opened.import, sheet: '整改台账', headerRows: null };
    const { columns, targets, year: contextYear } = await pc.call('import.sheet', wanted);
    // The window lets nobody go on before.
    expect(mappingProblems(proposedMapping(columns), columns, targets)).toEqual([]);
    const mapping = columns.map(({ index, target }) => ({ index, target }));
    const checking = { job: jobId(), import: opened.import, mapping, contextYear };
    const { counts, doubts } = await pc.call('import.check', checking);
    const all = { import: opened.import, onlyProblems: false, offset: 0, limit: 200 };
    const verdicts: Input<'import.rows'>['verdicts'] = ['new', 'duplicate', 'skipped', 'refused'];
    const { rows } = await pc.call('import.rows', { ...all, verdicts });
    return { id: opened.import, counts, doubts, rows };
  }

  return { workbook, check };
}
