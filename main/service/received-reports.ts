/** Reports other offices have sent: kept as they came, opened as they were. */
import type { z } from 'zod';
import { refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { report as reportSchema } from '../../preload/contract/paper.ts';
import type { Reader, Writer } from '../vault/api.ts';

export { reportSchema };
export type Report = z.infer<typeof reportSchema>;

export function migrateReceivedReports(tx: Writer): void {
  tx.run(`CREATE TABLE IF NOT EXISTS received_report (
    office TEXT NOT NULL, report TEXT NOT NULL, period TEXT NOT NULL, packageNo TEXT NOT NULL, at INTEGER NOT NULL,
    title TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (office, report, period))`);
}

/** A later package for the same period replaces the earlier one. */
export function keepReceivedReport(
  tx: Writer,
  received: {
    readonly office: string;
    readonly packageNo: string;
    readonly at: number;
    readonly report: Report;
  },
): void {
  const { office, packageNo, at, report } = received;
  tx.run(
    `INSERT INTO received_report (office, report, period, packageNo, at, title, content) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (office, report, period) DO UPDATE SET packageNo = excluded.packageNo, at = excluded.at,
     title = excluded.title, content = excluded.content`,
    [office, report.report, report.period, packageNo, at, report.title, JSON.stringify(report)],
  );
}

interface ReceivedRow {
  readonly office: string;
  readonly report: Output<'reports.received'>['reports'][number]['report'];
  readonly period: string;
  readonly packageNo: string;
  readonly at: number;
  readonly title: string;
}

export function listReceivedReports(
  reader: Reader,
  nameOf: (office: string) => string,
): Output<'reports.received'> {
  const rows = reader.all<ReceivedRow>(
    'SELECT office, report, period, packageNo, at, title FROM received_report ORDER BY at / 60000 DESC, packageNo DESC, report',
  );
  return { reports: rows.map((row) => ({ ...row, officeName: nameOf(row.office) })) };
}

/** Throws ExpectedError `ReportMissing`. */
export function openReceivedReport(
  reader: Reader,
  key: { readonly office: string; readonly report: string; readonly period: string },
): Report {
  const row = reader.get<{ content: string }>(
    'SELECT content FROM received_report WHERE office = ? AND report = ? AND period = ?',
    [key.office, key.report, key.period],
  );
  if (!row)
    refuse('ReportMissing', '没有找到这份报表。', '可能已被同一统计期的新报表替换。', '请刷新列表后重试。');
  return withoutDrill(reportSchema.parse(JSON.parse(row.content)));
}

/** The way from a number to the letters behind it ends at the office that holds them. */
export function withoutDrill(report: Report): Report {
  return {
    ...report,
    rows: report.rows.map((each) => ({
      ...each,
      cells: each.cells.map((cell) => ({ ...cell, drill: null })),
    })),
  };
}
