/** Printed forms and statistics. */
import { z } from 'zod';
import { recordFormIds } from '../../domain/registers/registers.ts';
import { query } from './record-shapes.ts';
import {
  bytes,
  date,
  fileToken,
  id,
  job,
  nothing,
  reads,
  shortText,
  witness,
  works,
  writes,
} from './define.ts';

export const formId = z.enum([...recordFormIds, 'F45', 'F46', 'F47', 'F48', 'F49', 'F50', 'F51', 'F52']);
export const reportId = z.enum([
  'R-01',
  'R-02',
  'R-03',
  'R-04',
  'R-05',
  'R-06',
  'R-07',
  'R-08',
  'R-09',
  'R-10',
  'R-11',
  'R-12',
  'R-13',
  'R-14',
  'R-15',
  'R-16',
  'R-17',
  'R-18',
  'R-22',
]);

export const reportParameters = z.strictObject({
  report: reportId,
  from: date,
  to: date,
  /** Rows of the table; `rowsOf` says which a report takes. */
  rows: z.enum([
    'office',
    'round',
    'group',
    'target',
    'month',
    'project',
    'targetType',
    'model',
    'region',
    'pool',
    'term',
    'supervisor',
    'method',
  ]),
  /** null = every office this vault holds. */
  offices: z.array(z.string()).nullable(),
});

/** A report to be counted now, or one that was issued, as it was. */
export const reportSource = z.union([
  z.strictObject({ parameters: reportParameters }),
  z.strictObject({ issued: id }),
]);

export const reportCell = z.strictObject({
  /** As printed: 12, 44.7%, —. */
  text: z.string(),
  value: z.number().nullable(),
  /** The records behind the number; null in a report another office has sent. */
  drill: query.nullable(),
});

export const report = z.strictObject({
  report: reportId,
  title: z.string(),
  period: z.string(),
  unit: z.string(),
  /** Two-level headings: groups with their columns. */
  columns: z.array(z.strictObject({ group: z.string(), key: z.string(), label: z.string() })),
  rows: z.array(
    z.strictObject({ key: z.string(), label: z.string(), total: z.boolean(), cells: z.array(reportCell) }),
  ),
  /** 统计口径, printed under the table. */
  rules: z.array(z.string()),
  /** Sums that must agree; a failed check is shown in red and printed. */
  checks: z.array(z.strictObject({ text: z.string(), ok: z.boolean() })),
  notes: z.array(z.string()),
});

/** A laid-out paper, kept for its preview. */
export const document = z.strictObject({
  document: id,
  pages: z.number(),
  name: z.string(),
  fontWarnings: z.array(z.string()),
  /** Whether it may be gone on with in Word; what the program itself testifies to may not. */
  word: z.boolean(),
});

export const paperContract = {
  'paper.forms': reads(
    { access: 'paper.print' },
    nothing,
    z.strictObject({
      forms: z.array(
        z.strictObject({
          id: formId,
          name: z.string(),
          /** `ledger`: what the office's ledger of carriers holds, and nothing chosen. */
          takes: z.enum(['record', 'records', 'query', 'package', 'handover', 'ledger']),
          landscape: z.boolean(),
        }),
      ),
    }),
  ),
  /**
   * Lays a form out and returns a document held in memory by the service. `reveal` prints petitioners in clear and
   * needs the permission and a reason.
   */
  'paper.form': works(
    { access: 'paper.print', effect: 'write' },
    z.strictObject({
      job,
      form: formId,
      records: z.array(id).max(5000),
      query: query.nullable(),
      package: id.nullable(),
      blank: z.boolean(),
      reveal: shortText.trim().min(2).nullable(),
      /** Free fields of the form, e.g. 移交人, 接收单位, 封条号. */
      extra: z.record(z.string().max(40), z.string().max(400)),
      /** Who may see petitioners and stands by (`leaks.check`), where the person at the desk may not. */
      witness: witness.nullable().default(null),
    }),
    document,
  ),
  'paper.report': works(
    { access: 'reports.read', effect: 'write' },
    z.strictObject({ job, source: reportSource }),
    document,
  ),
  'paper.pdf': reads(
    { access: 'anyone' },
    z.strictObject({ document: id }),
    z.strictObject({ content: bytes }),
  ),
  'paper.savePdf': writes({ access: 'anyone' }, z.strictObject({ document: id, file: fileToken }), nothing),
  /** The same words as a `.docx`. Refuses `OnlyAsPrinted`, `WordFailed`. */
  'paper.saveWord': works(
    { access: 'anyone', effect: 'write' },
    z.strictObject({ job, document: id, file: fileToken }),
    nothing,
  ),
  'paper.print': works(
    { access: 'anyone', effect: 'write' },
    z.strictObject({
      job,
      document: id,
      printer: z.string().max(200),
      copies: z.number().int().min(1).max(99),
      duplex: z.boolean(),
    }),
    nothing,
  ),
  'paper.log': reads(
    { access: 'paper.print' },
    z.strictObject({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
    z.strictObject({
      entries: z.array(
        z.strictObject({
          at: z.number(),
          byName: z.string(),
          form: z.string(),
          name: z.string(),
          pages: z.number(),
          copies: z.number(),
          how: z.string(),
        }),
      ),
      total: z.number(),
    }),
  ),
  /** Those that count nothing but what the person may read. */
  'reports.offered': reads(
    { access: 'reports.read' },
    nothing,
    z.strictObject({ reports: z.array(reportId) }),
  ),
  'reports.compute': works(
    { access: 'reports.read', effect: 'read' },
    z.strictObject({ job, parameters: reportParameters }),
    report,
  ),
  /** Reports that came in packages from other offices. */
  'reports.received': reads(
    { access: 'reports.read' },
    nothing,
    z.strictObject({
      reports: z.array(
        z.strictObject({
          office: z.string(),
          officeName: z.string(),
          report: reportId,
          title: z.string(),
          period: z.string(),
          packageNo: z.string(),
          at: z.number(),
        }),
      ),
    }),
  ),
  'reports.receivedOne': reads(
    { access: 'reports.read' },
    z.strictObject({ office: z.string().max(36), report: reportId, period: z.string().max(80) }),
    report,
  ),
  'reports.export': works(
    { access: 'reports.read', effect: 'write' },
    z.strictObject({ job, source: reportSource, file: fileToken }),
    nothing,
  ),
};
