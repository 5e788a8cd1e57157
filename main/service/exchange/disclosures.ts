/**
 * What the log of a workstation tells of who looked at petitioners, leads and scans and what was taken out, as lines of its own
 * in a hand-in (decision 022): the log is wiped with the PC. At the office each becomes an entry of its own log, before that
 * of the import.
 */
import { z } from 'zod';
import { refused } from '../../../domain/refusals.ts';
import { actionLabel, type AuditAction } from '../../audit/actions.ts';
import { appendAudit } from '../../audit/chain.ts';
import { chineseDateTime } from '../../deps.ts';
import type { Review } from '../../exchange/review.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import { recordForms } from '../../reports/record-forms.ts';

/** Its name in packages. */
export const disclosureRegister = 'disclosure';

/** Looked at, whatever it was done on. */
const looks: readonly AuditAction[] = ['records.reveal', 'lead.view', 'attachments.read'];
/** Taken out of the PC with content of registers. */
const takenOut: readonly AuditAction[] = [
  'export.view',
  'export.copy',
  'import.errorWorkbook',
  'reports.export',
  'selection.export',
  'vault.backup',
  'keys.backup',
];
/** Papers: those that are filled from records. Slips and lists of packages have to be printed after the hand-in too. */
const papers: readonly AuditAction[] = ['paper.form', 'paper.print', 'paper.savePdf', 'paper.saveWord'];
/** What only the program writes holds nothing of a case: F55 is printed after the last hand-in. */
const formsOfContent = recordForms.flatMap(({ id, register }) => (registerOf(register).byProgram ? [] : id));

const text = (most: number) => z.string().max(most);

/** One entry; its id is its hash in the chain of the log it comes from. */
export const packagedDisclosure = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{64}$/u),
  rev: z.literal(1),
  office: z.string().min(1).max(36),
  at: z.number().int().nonnegative(),
  by: text(100),
  action: text(60),
  entity: text(100).nullable(),
  entityNo: text(2000).nullable(),
  detail: text(4000),
  reason: text(4000).nullable(),
  result: text(100),
});
export type PackagedDisclosure = z.infer<typeof packagedDisclosure>;

/** The disclosures of this PC that are not among the `held` ones, oldest first. */
export function disclosuresToSend(
  reader: Reader,
  office: string,
  held: ReadonlySet<string>,
): readonly PackagedDisclosure[] {
  const rows = reader.all<Omit<PackagedDisclosure, 'rev' | 'office'>>(
    `SELECT hash AS id, at, actorName AS by, action, entity, entityNo, detail, reason, result FROM audit
     WHERE action IN (SELECT value FROM json_each(?1))
     OR action IN (SELECT value FROM json_each(?2)) AND entity IN (SELECT value FROM json_each(?3)) ORDER BY seq`,
    [JSON.stringify([...looks, ...takenOut]), JSON.stringify(papers), JSON.stringify(formsOfContent)],
  );
  return rows.filter(({ id }) => !held.has(id)).map((row) => ({ ...row, rev: 1, office }));
}

/** What came before is known by its line (`exchangeApplied`), so only the shape is left to judge. */
export function reviewDisclosure(sender: string, value: unknown): Review {
  const { data } = packagedDisclosure.safeParse(value);
  if (!data) return refused('malformed', '查看和带出记录的格式不对，可能对方软件版本较新或者文件被改动。');
  if (data.office !== sender) return refused('notOwner', '查看和带出记录不属于发送单位。');
  return { outcome: 'new', reason: '' };
}

/** Adds it to this office's log, in the import's transaction. */
export function receiveDisclosure(tx: Writer, at: number, sender: string, value: unknown): Review {
  const review = reviewDisclosure(sender, value);
  if (review.outcome === 'refused') return review;
  const told = packagedDisclosure.parse(value);
  const what = told.detail === '' ? actionLabel(told.action) : `${actionLabel(told.action)}：${told.detail}`;
  appendAudit(tx, {
    at,
    actor: sender,
    actorName: told.by,
    roles: '',
    terminal: sender,
    action: 'workstation.disclosed',
    entity: told.entity,
    entityId: null,
    entityNo: told.entityNo,
    detail: `单机上${chineseDateTime(told.at)}，${what}`,
    reason: told.reason,
    result: told.result,
  });
  return review;
}
