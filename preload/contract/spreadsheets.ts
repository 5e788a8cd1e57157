/** The import wizard, the download template and the export of a list. */
import { z } from 'zod';
import { query, register } from './record-shapes.ts';
import { fileToken, id, job, reads, shortText, witness, works, writes } from './define.ts';

export const rowVerdict = z.enum(['new', 'duplicate', 'skipped', 'refused']);

export const importColumn = z.strictObject({
  index: z.number().int(),
  /** The heading as the clerk wrote it, levels joined by ` / `. */
  heading: z.string(),
  samples: z.array(z.string()),
  /** Field key, `<child>.<field>`, `remark+` (appended to 备注 with its heading), or null = left out on purpose. */
  target: z.string().nullable(),
  confidence: z.enum(['remembered', 'sure', 'likely', 'none']),
});

/** `update` adds to the record that is there what it does not say yet. */
export const importDecision = z.enum(['import', 'repeat', 'update', 'skip']);

export const importRow = z.strictObject({
  /** Row number in the clerk's sheet, from 1. */
  row: z.number().int(),
  verdict: rowVerdict,
  /** Why it was skipped or refused, or which record it repeats. */
  reason: z.string(),
  cells: z.record(z.string(), z.string()),
  problems: z.array(
    z.strictObject({ column: z.number().int(), severity: z.enum(['error', 'warning']), message: z.string() }),
  ),
  duplicateOf: z
    .strictObject({
      id: z.string().nullable(),
      no: z.string(),
      /** Null where records repeat each other or do not, by the fields the register names. */
      score: z.number().nullable(),
      explanation: z.string(),
      choices: z.array(importDecision),
    })
    .nullable(),
  decision: importDecision.nullable(),
});

export const importCounts = z.strictObject({
  rows: z.number(),
  new: z.number(),
  duplicate: z.number(),
  skipped: z.number(),
  refused: z.number(),
  /** Of the duplicates, those that add to the record that is there. */
  update: z.number(),
  warnings: z.number(),
  /** Records to be written of which the sheet claims what only steps establish; see `claim` of a field. */
  claims: z.number(),
  /** Records to be written that may name a petitioner; always 0 for whoever may not know petitioners. */
  named: z.number(),
});

export const spreadsheetsContract = {
  /** Opens a file and proposes a sheet, heading rows and column mapping. The import lives in memory until it ends. */
  'import.open': works(
    { access: { perRegister: 'import' }, effect: 'read' },
    /** `whole`: the record that the rows become parts of, for registers that are part of another. */
    z.strictObject({ job, register, whole: id.nullable().default(null), file: fileToken }),
    z.strictObject({
      import: id,
      fileName: z.string(),
      sheets: z.array(
        z.strictObject({ name: z.string(), hidden: z.boolean(), rows: z.number(), proposed: z.boolean() }),
      ),
    }),
  ),
  'import.sheet': works(
    { access: { anyRegister: 'import' }, effect: 'read' },
    /** `headerRows`: first and last heading row from 1, or null to detect. */
    z.strictObject({
      job,
      import: id,
      sheet: z.string(),
      headerRows: z.tuple([z.number().int(), z.number().int()]).nullable(),
    }),
    z.strictObject({
      headerRows: z.tuple([z.number().int(), z.number().int()]),
      firstDataRow: z.number().int(),
      /** Rows below the headings: data, and what is skipped (blank, totals, signatures). */
      dataRows: z.number().int(),
      otherRows: z.number().int(),
      /** The first rows of the sheet as text, so that the clerk can point at the headings. */
      preview: z.array(
        z.strictObject({ row: z.number().int(), kind: z.string(), cells: z.array(z.string()) }),
      ),
      columns: z.array(importColumn),
      targets: z.array(z.strictObject({ target: z.string(), label: z.string(), required: z.boolean() })),
      /** The year the sheet says it is about, for dates written without one. */
      year: z.number().int().nullable(),
      notes: z.array(z.string()),
      /** A register whose table this rather is, and how many headings it and the chosen one know. */
      better: z
        .strictObject({
          ...{ register, label: z.string(), columns: z.number(), chosen: z.number() },
          /** Who may import it, where the person at the desk may not. */
          by: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  /** Applies the mapping, converts and checks every row, looks for duplicates. Nothing is written. */
  'import.check': works(
    { access: { anyRegister: 'import' }, effect: 'read' },
    z.strictObject({
      job,
      import: id,
      mapping: z.array(z.strictObject({ index: z.number().int(), target: z.string().nullable() })),
      contextYear: z.number().int().nullable(),
    }),
    z.strictObject({
      counts: importCounts,
      /** What the sheet says of itself and does not hold: counted among what needs a look. */
      doubts: z.array(z.string()),
      /** What else is to be known of the sheet as a whole. */
      notes: z.array(z.string()),
    }),
  ),
  'import.rows': reads(
    { access: { anyRegister: 'import' } },
    z.strictObject({
      import: id,
      verdicts: z.array(rowVerdict),
      onlyProblems: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({ rows: z.array(importRow), total: z.number() }),
  ),
  /** Corrects cells of one row, or decides about a duplicate; the row is checked again. */
  'import.fix': reads(
    { access: { anyRegister: 'import' } },
    z.strictObject({
      import: id,
      row: z.number().int(),
      cells: z.record(z.string(), z.string().max(20_000)),
      decision: importDecision.nullable(),
    }),
    z.strictObject({ row: importRow, counts: importCounts }),
  ),
  /** Decides about all undecided duplicates at once. */
  'import.decideAll': reads(
    { access: { anyRegister: 'import' } },
    z.strictObject({ import: id, decision: importDecision }),
    z.strictObject({ counts: importCounts }),
  ),
  /** Words of the checked rows that are none of a field's choices, and what the clerk or the office says they mean. */
  'import.words': reads(
    { access: { anyRegister: 'import' } },
    z.strictObject({ import: id }),
    z.strictObject({
      fields: z.array(
        z.strictObject({
          path: z.string(),
          label: z.string(),
          required: z.boolean(),
          choices: z.array(z.strictObject({ value: z.string(), label: z.string() })),
        }),
      ),
      words: z.array(
        z.strictObject({
          path: z.string(),
          word: z.string(),
          rows: z.number(),
          /** One of the choices, '' = left out, or null = not said yet. */
          meaning: z.string().nullable(),
        }),
      ),
    }),
  ),
  /** Says for all rows what such a word means; null takes it back. The office remembers it. */
  'import.explainWord': reads(
    { access: { anyRegister: 'import' } },
    z.strictObject({
      import: id,
      path: z.string().max(100),
      word: z.string().max(20_000),
      meaning: z.string().max(60).nullable(),
    }),
    z.strictObject({ counts: importCounts }),
  ),
  /** Writes every importable row in one transaction. Refused rows stay out and are in the error workbook. */
  'import.commit': works(
    { access: { anyRegister: 'import' }, effect: 'write' },
    z.strictObject({
      job,
      import: id,
      allowPartial: z.boolean(),
      /** Why rows that may name a petitioner are written all the same; for the audit log alone. */
      namedReason: shortText.default(''),
    }),
    z.strictObject({
      imported: z.number(),
      /** Records that were there and got something added. */
      updated: z.number(),
      repeats: z.number(),
      skipped: z.number(),
      refused: z.number(),
      firstNo: z.string(),
      lastNo: z.string(),
    }),
  ),
  'import.errorWorkbook': works(
    { access: { anyRegister: 'import' }, effect: 'write' },
    z.strictObject({ job, import: id, file: fileToken }),
    z.strictObject({ rows: z.number() }),
  ),
  'import.close': reads(
    { access: { anyRegister: 'import' } },
    z.strictObject({ import: id }),
    z.strictObject({}),
  ),
  'template.download': works(
    { access: { perRegister: 'import' }, effect: 'read' },
    z.strictObject({ job, register, file: fileToken }),
    z.strictObject({}),
  ),
  'export.view': works(
    { access: { perRegister: 'export' }, effect: 'write' },
    z.strictObject({
      job,
      query,
      columns: z.array(z.string().max(60)).min(1).max(80),
      /** Each child table on a sheet of its own, its rows under the numbers of their records. */
      details: z.boolean().default(false),
      file: fileToken,
      /** Clear petitioner columns need the reveal permission and a reason. */
      reveal: shortText.trim().min(2).nullable(),
      /** As in `paper.form`. */
      witness: witness.nullable().default(null),
    }),
    z.strictObject({ rows: z.number() }),
  ),
  /** The mark of what a query matches, for the file's name; null for what carries the office's own, e.g. a report. */
  'export.mark': reads(
    { access: { anyRegister: 'read' } },
    z.strictObject({ query: query.nullable() }),
    z.strictObject({ mark: z.string() }),
  ),
  /** The same columns as tab-separated text for pasting into WPS. */
  'export.copy': writes(
    { access: { perRegister: 'export' } },
    z.strictObject({
      register,
      ids: z.array(id).min(1).max(500),
      columns: z.array(z.string().max(60)).min(1).max(80),
      /** As in `paper.form`. */
      witness: witness.nullable().default(null),
    }),
    z.strictObject({ text: z.string() }),
  ),
};
