/** Reports as the office issued them: frozen, printed as they were, compared with what would be counted today. */
import { z } from 'zod';
import { id, job, nothing, reads, shortText, works } from './define.ts';
import { query } from './record-shapes.ts';
import { report, reportId, reportParameters } from './paper.ts';

const issued = z.strictObject({
  id,
  no: z.string(),
  report: reportId,
  title: z.string(),
  period: z.string(),
  at: z.number(),
  byName: z.string(),
  /** SHA-256 of all that was issued, in hexadecimal. */
  digest: z.string(),
});

export const issuedReportsContract = {
  /** Counts anew, checks, and freezes what came out. Refuses `ReportUnbalanced`. */
  'reports.issue': works(
    { access: 'reports.issue', effect: 'write' },
    z.strictObject({ job, parameters: reportParameters }),
    issued,
  ),
  'reports.issued': reads({ access: 'reports.read' }, nothing, z.strictObject({ reports: z.array(issued) })),
  'reports.issuedOne': reads(
    { access: 'reports.read' },
    z.strictObject({ id }),
    z.strictObject({
      no: z.string(),
      at: z.number(),
      byName: z.string(),
      officeName: z.string(),
      digest: z.string(),
      rowTitle: z.string(),
      report,
    }),
  ),
  /** What the same report would say now; null where a row or a column is not there. */
  'reports.compareIssued': works(
    { access: 'reports.read', effect: 'read' },
    z.strictObject({ job, id }),
    z.strictObject({
      differences: z.array(
        z.strictObject({
          row: shortText,
          column: shortText,
          issued: z.string().nullable(),
          present: z.string().nullable(),
          drill: query.nullable(),
        }),
      ),
    }),
  ),
};
