/** The auditor's page: read, recheck and export the chained log. */
import type { Output } from '../../../preload/contract/contract.ts';
import { actionLabel } from '../../audit/actions.ts';
import { checkpoint, type Checkpoint, type StoredAuditEntry, verifyAudit } from '../../audit/chain.ts';
import { chineseDateTime } from '../../deps.ts';
import { witnessedCheckpoints } from '../../exchange/ledger/checkpoints.ts';
import type { Reader, SqlValue } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { roleNames } from '../accounts.ts';
import { writeOutputFile } from '../output-file.ts';
import type { Handlers } from '../router.ts';

type AuditHandlers = Pick<Handlers, 'audit.list' | 'audit.verify' | 'audit.export'>;
type Shown = Output<'audit.list'>['entries'][number];

function toShown(entry: StoredAuditEntry): Shown {
  return {
    seq: entry.seq,
    at: entry.at,
    actorName: entry.actorName,
    roles: roleNames(entry.roles.split(',').filter(Boolean) as never),
    terminal: entry.terminal,
    action: entry.action,
    actionLabel: actionLabel(entry.action),
    entity: entry.entity,
    entityNo: entry.entityNo,
    detail: entry.detail,
    reason: entry.reason,
    result: entry.result,
    hash: entry.hash,
  };
}

interface Condition {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

function conditionOf(input: {
  readonly action: string | null;
  readonly text: string | null;
  readonly from: number | null;
  readonly to: number | null;
}): Condition {
  const parts: Condition[] = [];
  if (input.action) parts.push({ sql: 'action = ?', params: [input.action] });
  if (input.from !== null) parts.push({ sql: 'at >= ?', params: [input.from] });
  if (input.to !== null) parts.push({ sql: 'at < ?', params: [input.to] });
  if (input.text) {
    const like = `%${input.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    parts.push({
      sql: String.raw`(actorName LIKE ? ESCAPE '\' OR detail LIKE ? ESCAPE '\' OR entityNo LIKE ? ESCAPE '\')`,
      params: [like, like, like],
    });
  }
  return {
    sql: parts.length === 0 ? '1' : parts.map((part) => part.sql).join(' AND '),
    params: parts.flatMap((part) => [...part.params]),
  };
}

/** What lies with other offices in packages they have acknowledged; empty until the first receipt. */
function knownElsewhere(reader: Reader): readonly Checkpoint[] {
  return witnessedCheckpoints(reader).map(({ sequence, hash }) => ({ seq: sequence, hash }));
}

export function auditHandlers(desk: Desk): AuditHandlers {
  return {
    'audit.list': ({ input }) => {
      const { vault } = desk.office();
      const where = conditionOf(input);
      const entries = vault.all<StoredAuditEntry>(
        `SELECT * FROM audit WHERE ${where.sql} ORDER BY seq DESC LIMIT ? OFFSET ?`,
        [...where.params, input.limit, input.offset],
      );
      const total = vault.get<{ total: number }>(
        `SELECT count(*) AS total FROM audit WHERE ${where.sql}`,
        where.params,
      );
      const actions = vault.all<{ action: string; count: number }>(
        'SELECT action, count(*) AS count FROM audit GROUP BY action ORDER BY count DESC',
      );
      return {
        entries: entries.map(toShown),
        total: total?.total ?? 0,
        actions: actions.map((each) => ({ ...each, label: actionLabel(each.action) })),
      };
    },
    'audit.verify': async ({ job }) => {
      const { vault } = desk.office();
      const result = await verifyAudit(vault, knownElsewhere(vault), async (done, total) => {
        job.progress(done, total, `正在核对审计链（${done}/${total}）`);
        await job.breathe();
      });
      const text = result.ok
        ? `共${result.entries}条，逐条核对无误，链条完整。`
        : `第${result.brokenAt}条起与链条不符：该条被改动、删除或插入过。请立即保全本机并报告。`;
      return { ...result, text };
    },
    'audit.export': async ({ input, job, path }) => {
      const { vault, info } = desk.office();
      const end = checkpoint(vault);
      const lines: string[] = [
        JSON.stringify({
          office: info.id,
          name: info.name,
          exportedAt: chineseDateTime(desk.now()),
          checkpoint: end,
        }),
      ];
      for (let from = 1; from <= end.seq; from += 2000) {
        const rows = vault.all<StoredAuditEntry>(
          'SELECT * FROM audit WHERE seq BETWEEN ? AND ? ORDER BY seq',
          [from, Math.min(from + 1999, end.seq)],
        );
        for (const row of rows) lines.push(JSON.stringify(row));
        job.progress(Math.min(from + 1999, end.seq), end.seq, '正在导出审计日志');
        await job.breathe();
      }
      desk.trace({ action: 'audit.export', detail: `导出审计日志${end.seq}条` });
      await writeOutputFile(path(input.file), [new TextEncoder().encode(`${lines.join('\n')}\n`)]);
      return { entries: end.seq };
    },
  };
}
