/**
 * 出具报表: a report as the office signed it. What was issued is kept word for word with its SHA-256 and never changed or
 * removed; figures of leads lie under the key of the leads. Whoever opens it may read every register it was counted from.
 */
import { z } from 'zod';
import { refuse } from '../../domain/failure.ts';
import type { OfficeLevel } from '../../domain/office.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { report as reportSchema, reportParameters } from '../../preload/contract/paper.ts';
import { sha256Hex } from '../exchange/bytes.ts';
import type { ComputedReport } from '../reports/table.ts';
import type { Reader, Vault, Writer } from '../vault/api.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { withoutDrill } from './received-reports.ts';

/** What the digest is of. */
const issuedContent = z.strictObject({
  no: z.string(),
  officeName: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  byName: z.string(),
  rowTitle: z.string(),
  parameters: reportParameters,
  report: reportSchema,
});
export type IssuedContent = z.infer<typeof issuedContent>;

export interface IssuedReport {
  readonly content: IssuedContent;
  /** SHA-256 of the content as it is kept, in hexadecimal. */
  readonly digest: string;
  /** What it was counted from. */
  readonly registers: readonly string[];
}

export function migrateIssuedReports(tx: Writer): void {
  tx.run(`CREATE TABLE IF NOT EXISTS issued_report (
    id TEXT PRIMARY KEY, no TEXT NOT NULL UNIQUE, report TEXT NOT NULL, title TEXT NOT NULL, period TEXT NOT NULL,
    at INTEGER NOT NULL, byName TEXT NOT NULL, digest TEXT NOT NULL, registers TEXT NOT NULL, content TEXT, sealed BLOB)`);
  tx.run('CREATE INDEX IF NOT EXISTS issued_report_at ON issued_report(at)');
}

/** What is issued on a group's PC would go with it when it is wiped. */
export function refuseOnWorkstation(level: OfficeLevel): void {
  if (level !== 'GROUP') return;
  refuse(
    'NotIssuedHere',
    '巡察组单机不出具报表。',
    '单机交回后要清理，出具的报表不随登记移交。',
    '请把登记移交派出的巡察办，由巡察办统计、出具；在单机上可以统计、打印和导出。',
  );
}

/** Refuses `ReportUnbalanced`, naming what does not agree. */
export function refuseUnbalanced({ title, checks }: ComputedReport): void {
  const failed = checks.filter(({ ok }) => !ok).map(({ text }) => text);
  if (failed.length === 0) return;
  refuse(
    'ReportUnbalanced',
    `${title}核对不符，不能出具。`,
    `${failed.join('；')}。`,
    '请点开不符的数核对、更正登记后重新统计，再出具。',
  );
}

/** Keeps a report as issued; `registers` are those it was counted from. Returns its digest. */
export function keepIssuedReport(
  tx: Writer,
  vault: Pick<Vault, 'sealField' | 'compartments'>,
  id: string,
  registers: readonly string[],
  issued: IssuedContent,
): string {
  const content = JSON.stringify({ ...issued, report: withoutDrill(issued.report) });
  const digest = digestOf(content);
  // Whoever lacks the key may still count leads; what only the key shows is left out then.
  const isOfLeads = registers.includes(lead.id) && vault.compartments.has('lead');
  const { no, at, byName, report } = issued;
  tx.run(
    `INSERT INTO issued_report (id, no, report, title, period, at, byName, digest, registers, content, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, no, report.report, report.title, report.period, at, byName, digest],
      JSON.stringify(registers),
      isOfLeads ? null : content,
      isOfLeads ? vault.sealField('lead', contextOf(id), Buffer.from(content)) : null,
    ],
  );
  return digest;
}

type Listed = Output<'reports.issued'>['reports'][number];

/** Newest first; `mayRead` tells of registers. */
export function listIssuedReports(reader: Reader, mayRead: (register: string) => boolean): readonly Listed[] {
  return reader
    .all<Listed & { registers: string }>(
      'SELECT id, no, report, title, period, at, byName, digest, registers FROM issued_report ORDER BY at DESC, no DESC',
    )
    .filter(({ registers }) => registersIn(registers).every(mayRead))
    .map(({ id, no, report, title, period, at, byName, digest }) => ({
      ...{ id, no, report, title, period, at, byName, digest },
    }));
}

/** Throws ExpectedError `ReportMissing`, `CompartmentClosed`, `ReportDamaged`. */
export function openIssuedReport(
  reader: Reader & Pick<Vault, 'openField' | 'compartments'>,
  id: string,
  mayRead: (register: string) => boolean,
): IssuedReport {
  const row = reader.get<{
    no: string;
    digest: string;
    registers: string;
    content: string | null;
    sealed: Uint8Array | null;
  }>('SELECT no, digest, registers, content, sealed FROM issued_report WHERE id = ?', [id]);
  if (!row || !registersIn(row.registers).every(mayRead))
    refuse(
      'ReportMissing',
      '没有找到这份已出具的报表。',
      '没有这份报表，或者没有查看它所统计的登记簿的权限。',
      '请刷新列表后重试。',
    );
  const content = row.content ?? openSealed(reader, id, row.sealed);
  if (digestOf(content) !== row.digest)
    refuse(
      'ReportDamaged',
      `已出具的报表${row.no}与出具时的摘要不符，没有打开。`,
      '库中保存的内容被改动或者损坏。',
      '请以纸质件为准，并告知安全审计员；可以从备份核对。',
    );
  const registers = registersIn(row.registers);
  return { content: issuedContent.parse(JSON.parse(content)), digest: row.digest, registers };
}

/** What has changed since: every figure of either that the other does not show alike, in the order of the issued one. */
export function differencesBetween(
  issued: ComputedReport,
  now: ComputedReport,
): Output<'reports.compareIssued'>['differences'] {
  const cellsOf = (report: ComputedReport) =>
    new Map(
      report.rows.flatMap((row) =>
        report.columns.map((column, at) => [
          `${row.key}\n${column.key}`,
          { row: row.label, column: headingOf(column), cell: row.cells[at] },
        ]),
      ),
    );
  const [then, present] = [cellsOf(issued), cellsOf(now)];
  return [...new Set([...then.keys(), ...present.keys()])].flatMap((key) => {
    const [before, after] = [then.get(key), present.get(key)];
    if (before?.cell?.text === after?.cell?.text) return [];
    const { row = '', column = '' } = before ?? after ?? {};
    return [
      {
        ...{ row, column },
        issued: before?.cell?.text ?? null,
        present: after?.cell?.text ?? null,
        drill: after?.cell?.drill ?? null,
      },
    ];
  });
}

// ---- internals

const contextOf = (id: string): string => `issuedReport:${id}`;
const digestOf = (content: string): string => sha256Hex(Buffer.from(content));
const registersIn = (json: string): readonly string[] => z.array(z.string()).parse(JSON.parse(json));

function headingOf({ group, label }: ComputedReport['columns'][number]): string {
  return group === '' || group === label ? label : `${group}·${label}`;
}

function openSealed(
  vault: Pick<Vault, 'openField' | 'compartments'>,
  id: string,
  sealed: Uint8Array | null,
): string {
  if (!sealed || !vault.compartments.has('lead')) return refuseCompartment();
  return Buffer.from(vault.openField('lead', contextOf(id), sealed)).toString('utf8');
}
