/** The page 协作矩阵: requests by mechanism and phase, what is due after feedback, what is out on loan, who consulted. */
import { codesOf, type CodeIndex } from '../../domain/codes/lookup.ts';
import { highlightsOf, highlightTableId } from '../../domain/coordination/highlights.ts';
import { consultingKinds, standingConditions, standingKeys } from '../../domain/coordination/matrix.ts';
import { rowsAt, type OfficeRow } from '../../domain/office-tables/office-table.ts';
import { coordRequest } from '../../domain/registers/coord-request/coord-request.ts';
import { among, type Condition } from '../../domain/statistics/measures.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { Reader } from '../vault/api.ts';
import { conditionsToSql } from './condition-sql.ts';
import { toQuery } from './table.ts';

type Matrix = Output<'coordination.matrix'>;

export interface MatrixContext {
  readonly codes: CodeIndex;
  readonly rows: readonly OfficeRow[];
  readonly today: string;
  readonly ownOffice: string;
  readonly mayRead: (register: string) => boolean;
}

/** Parts of the page are null for whom may not read the registers they come from. */
export function coordinationMatrix(reader: Reader, context: MatrixContext): Matrix {
  const { codes, today, mayRead } = context;
  const named = (list: string) => codesOf(codes, list).map(({ code, label }) => ({ code, label }));
  return {
    today,
    mechanisms: named('coordMechanism'),
    phases: named('coordPhase'),
    cells: cellsOf(reader, context),
    checks: mayRead('rectPlan') ? dueChecks(reader, today) : null,
    borrowed: [
      ...requestedMaterial(reader, context.ownOffice),
      ...(mayRead('auditMaterial') ? auditMaterial(reader, today) : []),
    ],
    auditHidden: !mayRead('auditMaterial'),
    meetings: mayRead('meeting') ? consultations(reader) : null,
  };
}

function cellsOf(reader: Reader, { codes, rows, today, ownOffice }: MatrixContext): Matrix['cells'] {
  const highlights = rowsAt(rows, highlightTableId, today);
  return codesOf(codes, 'coordMechanism').flatMap((mechanism) =>
    codesOf(codes, 'coordPhase').map((phase) => ({
      mechanism: mechanism.code,
      phase: phase.code,
      highlights: [...highlightsOf(highlights, mechanism.code, phase.code)],
      counts: standingKeys.map((key) => {
        const where = [
          { field: 'void', op: 'is', value: false } as const,
          // What the city asked of this office lies in the same table and is the city's to count.
          among('office', [ownOffice]),
          among('mechanism', [mechanism.code]),
          among('phase', [phase.code]),
          ...standingConditions(key, today),
        ];
        return { key, count: countOf(reader, where), drill: listOf(where) };
      }),
    })),
  );
}

function countOf(reader: Reader, conditions: readonly Condition[]): number {
  const where = conditionsToSql(coordRequest.id, conditions);
  const sql = `SELECT count(*) AS number FROM "coordRequest" p WHERE ${where.sql}`;
  return reader.get<{ number: number }>(sql, where.params)?.number ?? 0;
}

function listOf(conditions: readonly Condition[]): Matrix['cells'][number]['counts'][number]['drill'] {
  const drill = toQuery({ register: coordRequest.id, dateField: coordRequest.dateField }, conditions);
  if (!drill) throw new Error('a list of requests can always be asked for');
  return drill;
}

/**
 * 反馈2个月后检查督查整改: every plan whose check stands open, with the request that asks for it. Nobody has been asked by
 * a request that has not gone out; of several that have, an answered one is shown.
 */
function dueChecks(reader: Reader, today: string): NonNullable<Matrix['checks']> {
  const rows = reader.all<{ id: string; no: string; target: string | null; start: string; due: string }>(
    `SELECT p.id, p.no, p."targetId" AS target, d.start, d.due
     FROM deadline d JOIN "rectPlan" p ON p.id = d.record
     WHERE d.open = 1 AND d.register = 'rectPlan' AND d.rule = 'R_CHECK' AND p.voidAt IS NULL
     ORDER BY d.due, p.no`,
  );
  const requests = reader.all<{ id: string; no: string; plan: string; replied: number }>(
    `SELECT id, no, plan, "replyAt" IS NOT NULL AS replied FROM "coordRequest"
     WHERE plan IS NOT NULL AND voidAt IS NULL AND state NOT IN ('DRAFT', 'APPROVED', 'WITHDRAWN')
     ORDER BY replied, no`,
  );
  const byPlan = new Map(
    requests.map(({ id, no, plan, replied }) => [plan, { id, no, replied: replied === 1 }]),
  );
  return rows.map(({ id, no, target, start, due }) => ({
    id,
    no,
    target: target ?? '',
    feedbackAt: start,
    due,
    overdue: due < today,
    request: byPlan.get(id) ?? null,
  }));
}

/**
 * What came with an own request and is marked or has been promised back: the same as what keeps a request from being closed.
 * What another office borrowed is its own to return.
 */
function requestedMaterial(reader: Reader, ownOffice: string): Matrix['borrowed'] {
  const rows = reader.all<{
    id: string;
    no: string;
    name: string;
    lender: string | null;
    receivedAt: string;
  }>(
    `SELECT p.id, p.no, m.name, p."toDept" AS lender, m."receivedAt"
     FROM "coordRequest_materials" m JOIN "coordRequest" p ON p.id = m.record
     WHERE p.voidAt IS NULL AND p.office = ? AND m."receivedAt" IS NOT NULL AND m."returnedAt" IS NULL
       AND m."secrecyLevel" IS NOT NULL
     ORDER BY m."receivedAt", p.no, m.position`,
    [ownOffice],
  );
  return rows.map(({ lender, ...row }) => ({
    ...row,
    register: 'coordRequest',
    lender: lender ?? '',
    due: null,
    overdue: false,
  }));
}

function auditMaterial(reader: Reader, today: string): Matrix['borrowed'] {
  const rows = reader.all<{
    id: string;
    no: string;
    name: string;
    lender: string | null;
    receivedAt: string | null;
    due: string | null;
  }>(
    `SELECT p.id, p.no, p.title AS name, p."receivedFrom" AS lender, p."receivedAt", d.due
     FROM "auditMaterial" p
       LEFT JOIN deadline d ON d.record = p.id AND d.register = 'auditMaterial' AND d.rule = 'A_RETURN' AND d.open = 1
     WHERE p.voidAt IS NULL AND p.state IN ('RECEIVED', 'IN_USE') AND p."returnedAt" IS NULL
     ORDER BY d.due, p.no`,
  );
  return rows.map(({ lender, receivedAt, due, ...row }) => ({
    ...row,
    register: 'auditMaterial',
    lender: lender ?? '',
    receivedAt: receivedAt ?? '',
    due,
    overdue: due !== null && due < today,
  }));
}

const shownMeetings = 20;

/** The latest first, those still to be held before them. */
function consultations(reader: Reader): NonNullable<Matrix['meetings']> {
  const rows = reader.all<{
    id: string;
    no: string;
    title: string;
    kind: string;
    heldAt: string;
    state: string;
  }>(
    `SELECT id, no, title, kind, "heldAt", state FROM "meeting"
     WHERE voidAt IS NULL AND state <> 'CANCELLED' AND kind IN (${consultingKinds.map(() => '?').join(', ')})
     ORDER BY "heldAt" DESC, no DESC LIMIT ${shownMeetings}`,
    consultingKinds,
  );
  return rows.map(({ state, ...row }) => ({ ...row, held: state !== 'PLANNED' }));
}
