/** The state of the exchange with one office, for the board (数据交换看板). */
import type { Reader } from '../../vault/api.ts';
import { missingToText } from '../order.ts';
import { unansweredStates } from '../package-state.ts';
import { missingFrom } from './streams.ts';

export interface OfficeExchange {
  readonly lastInNo: string | null;
  /** When we imported it. */
  readonly lastInAt: number | null;
  /** When the sender made it: his records are known up to then. */
  readonly dataUpTo: number | null;
  /** `信访登记第3至5号`, by kind. */
  readonly missing: readonly string[];
  /** Packages imported since our last receipt. */
  readonly receiptDue: number;
  readonly lastOutNo: string | null;
  readonly lastOutAt: number | null;
  readonly unacknowledged: number;
  readonly oldestUnacknowledgedAt: number | null;
  readonly forks: number;
}

export const kindLabels = {
  settings: '设置与代码表',
  petitions: '信访登记',
  statistics: '统计报表',
  receipt: '回执',
} as const;

export function officeExchange(reader: Reader, office: string): OfficeExchange {
  const lastIn = reader.get<{ no: string; movedAt: number; createdAt: number }>(
    `SELECT no, movedAt, createdAt FROM exchangePackage WHERE direction = 'in' AND sender = ? AND kind <> 'receipt'
     ORDER BY movedAt DESC, id DESC LIMIT 1`,
    [office],
  );
  const due = reader.get<{ count: number }>(
    `SELECT count(*) AS count FROM exchangePackage WHERE direction = 'in' AND sender = ? AND kind <> 'receipt'
     AND state IN ('IMPORTED', 'PARTIAL')`,
    [office],
  );
  const lastOut = reader.get<{ no: string; movedAt: number }>(
    `SELECT p.no, p.movedAt FROM exchangePackage p JOIN exchangeRecipient r ON r.package = p.id
     WHERE r.office = ? AND p.fileName IS NOT NULL ORDER BY p.movedAt DESC, p.id DESC LIMIT 1`,
    [office],
  );
  const open = reader.get<{ count: number; oldest: number | null }>(
    `SELECT count(*) AS count, min(p.sealedAt) AS oldest FROM exchangePackage p
     JOIN exchangeRecipient r ON r.package = p.id WHERE r.office = ? AND r.acknowledgedAt IS NULL
     AND p.kind <> 'receipt' AND p.state IN (SELECT value FROM json_each(?))`,
    [office, JSON.stringify(unansweredStates)],
  );
  const forks = reader.get<{ count: number }>(
    'SELECT count(*) AS count FROM exchangeFork WHERE sender = ? OR recipient = ?',
    [office, office],
  );
  return {
    lastInNo: lastIn?.no ?? null,
    lastInAt: lastIn?.movedAt ?? null,
    dataUpTo: lastIn?.createdAt ?? null,
    missing: missingFrom(reader, office).map((each) => kindLabels[each.kind] + missingToText(each)),
    receiptDue: due?.count ?? 0,
    lastOutNo: lastOut?.no ?? null,
    lastOutAt: lastOut?.movedAt ?? null,
    unacknowledged: open?.count ?? 0,
    oldestUnacknowledgedAt: open?.oldest ?? null,
    forks: forks?.count ?? 0,
  };
}

/**
 * Whether nothing newer than `days` days has come: the answer to somebody holding media back (freeze). A warning only,
 * because clocks differ and an office may simply have nothing to send.
 */
export function isQuiet(exchange: OfficeExchange, now: number, days: number): boolean {
  return exchange.dataUpTo === null || now - exchange.dataUpTo > days * 86_400_000;
}
