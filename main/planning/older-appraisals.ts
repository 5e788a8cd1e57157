/**
 * Appraisals (鉴定意见) stood in the group up to tables version 48, where everybody reads them who reads plans. They belong to
 * the pool, which fewer may read: once, after the update, they move there, with what the trail says of them.
 */
import type { Actor } from '../../domain/access/permissions.ts';
import type { ChildRow, Value, Values } from '../../domain/register.ts';
import { poolPerson } from '../../domain/registers/pool-person/pool-person.ts';
import { markKeys } from '../../domain/secrecy.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { chineseDate, createId } from '../deps.ts';
import { compactValues } from '../registers/codec.ts';
import { type EngineContext, findRecord, moduleOf, writeChanged, writeNew } from '../registers/commands.ts';
import { emptyRecord } from '../registers/empty-record.ts';
import { forgetInHistory, readHistory } from '../registers/history.ts';
import { takeNumber, yearOfRecord } from '../registers/numbers.ts';
import type { Stored, StoredRow } from '../registers/store.ts';
import type { Reader, Slices, Writer } from '../vault/api.ts';
import { planningContext } from './context.ts';
import { recordsOf } from './people.ts';

const table = 'inspectionGroup_members';
const column = 'appraisal';

/** Whether the groups of this vault may still hold appraisals: the column goes with the last of them. */
export function holdsOlderAppraisals(reader: Reader): boolean {
  return reader.get('SELECT 1 FROM pragma_table_info(?) WHERE name = ?', [table, column]) !== undefined;
}

/** Moves them. Returns how many people of how many seats got theirs. Needs no key. */
export function* moveOlderAppraisals(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
): Slices<number> {
  const groups = tx.all<{ id: string }>(
    `SELECT record AS id FROM ${table} WHERE ${column} IS NOT NULL
     UNION SELECT record FROM draft WHERE register = 'inspectionGroup' AND record IS NOT NULL AND instr(content, '"${column}"') > 0
     UNION SELECT record FROM change WHERE register = 'inspectionGroup' AND instr("changes", '"${column}"') > 0
     ORDER BY 1`,
  );
  let moved = 0;
  for (const { id } of groups) {
    const group = findRecord(tx, context.vault, moduleOf(context, 'inspectionGroup'), id);
    for (const seat of seatsOf(tx, id)) {
      moveOne(tx, context, actor, group, seat);
      moved += 1;
    }
    forgetInHistory(tx, id, 'members', column);
    forgetInDrafts(tx, id);
    yield;
  }
  tx.run(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  return moved;
}

/** What a seat in a group said of who sat there. */
interface Appraised {
  readonly member: Values;
  /** null where it was taken back, or the seat with it. */
  readonly opinion: string | null;
  /** Other wordings of before, in their order, and of forms that nobody has saved yet. */
  readonly earlier: readonly string[];
}

function seatsOf(tx: Writer, group: string): readonly Appraised[] {
  const rows = new Map<string, { member: Values; wordings: string[] }>();
  const note = (rowId: string, member: Values, wording: Value | undefined): void => {
    const known = rows.get(rowId) ?? { member, wordings: [] };
    const isNew = typeof wording === 'string' && wording !== '' && !known.wordings.includes(wording);
    rows.set(rowId, { member, wordings: isNew ? [...known.wordings, wording] : known.wordings });
  };
  for (const change of readHistory(tx, group).flatMap(({ changes }) => changes ?? [])) {
    if (!('child' in change) || change.child !== 'members') continue;
    for (const { rowId, values } of [...change.before, ...change.after]) note(rowId, values, values[column]);
  }
  for (const { rowId, values } of draftsOf(tx, group).flatMap(({ members }) => members))
    note(rowId, values, values[column]);
  const stand = new Map<string, string | null>();
  for (const row of tx.all<Values & { rowId: string; appraisal: string | null }>(
    `SELECT rowId, name, unit, region, role, ${column} FROM ${table} WHERE record = ?`,
    [group],
  )) {
    note(row.rowId, row, row.appraisal);
    stand.set(row.rowId, row.appraisal);
  }
  return [...rows].flatMap(([rowId, { member, wordings }]) => {
    const opinion = stand.get(rowId) ?? null;
    return wordings.length === 0
      ? []
      : { member, opinion, earlier: wordings.filter((each) => each !== opinion) };
  });
}

interface Draft {
  readonly id: string;
  readonly content: { readonly children: Readonly<Record<string, readonly ChildRow[] | undefined>> };
  readonly members: readonly ChildRow[];
}

/** What people have typed into the form of the group and not saved. */
function draftsOf(tx: Writer, group: string): readonly Draft[] {
  return tx
    .all<{ id: string; content: string }>('SELECT id, content FROM draft WHERE record = ?', [group])
    .map(({ id, content: text }) => {
      const content = JSON.parse(text) as Draft['content'];
      return { id, content, members: content.children['members'] ?? [] };
    });
}

/** The form has no field for it any longer, and would drop it when it is saved. */
function forgetInDrafts(tx: Writer, group: string): void {
  for (const { id, content, members } of draftsOf(tx, group)) {
    const kept = members.map(({ rowId, values: { [column]: _moved, ...values } }) => ({ rowId, values }));
    const told = { ...content, children: { ...content.children, members: kept } };
    if (members.length > 0) tx.run('UPDATE draft SET content = ? WHERE id = ?', [JSON.stringify(told), id]);
  }
}

function moveOne(
  tx: Writer,
  context: EngineContext,
  actor: Pick<Actor, 'userId'>,
  group: Stored,
  { member, opinion, earlier }: Appraised,
): void {
  const module = moduleOf(context, poolPerson.id);
  const before = ownRecordOf(tx, context, member);
  const retold = earlier.length === 0 ? '' : `；另写过：${earlier.map((each) => `“${each}”`).join('、')}`;
  const from = `程序更新：鉴定意见由巡察组“${String(group.values['name'] ?? '')}”（${group.no}）转入${retold}`;
  const entry = { action: 'note', by: actor.userId, at: context.now() };
  if (before) {
    const appraisals = withOpinion(tx, context, before.children['appraisals'] ?? [], group, member, opinion);
    const next = { ...before, children: { ...before.children, appraisals } };
    writeChanged(tx, context, module, before, next, { ...entry, reason: from });
    return;
  }
  // Nobody's work is to be forgotten because the pool does not know who it was.
  const empty = emptyRecord(context, poolPerson, actor.userId);
  const values = compactValues({
    ...Object.fromEntries(markKeys.map((key) => [key, group.values[key] ?? null])),
    ...{ name: member['name'] ?? null, unit: member['unit'] ?? '（未登记单位）' },
    ...{ workRegion: member['region'] ?? null, nominatedAt: chineseDate(context.now()) },
  });
  const no = takeNumber(
    tx,
    poolPerson,
    context.office,
    yearOfRecord(poolPerson, values, chineseDate(context.now())),
  );
  const appraisals = withOpinion(tx, context, [], group, member, opinion);
  const reason = `${from}；人才库中没有能对上的人员，补登记`;
  writeNew(
    tx,
    context,
    module,
    { ...empty, no, rev: 1, values, children: { appraisals } },
    { ...entry, reason },
  );
}

/** The office's own record of who is meant, and of nobody else. */
function ownRecordOf(tx: Writer, context: EngineContext, member: Values): Stored | undefined {
  const text = (key: string): string | null => {
    const value = member[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const ids = recordsOf(planningContext(context, tx), {
    ...{ name: text('name') ?? '', unit: text('unit'), region: text('region') },
  });
  const records = ids.map((id) => findRecord(tx, context.vault, moduleOf(context, poolPerson.id), id));
  return records.find(({ office }) => office === context.office.id);
}

/** With a row for the round, or the opinion in the row there is that has none. */
function withOpinion(
  tx: Writer,
  context: EngineContext,
  rows: readonly StoredRow[],
  group: Stored,
  member: Values,
  opinion: string | null,
): readonly StoredRow[] {
  if (opinion === null) return rows;
  const round = findRecord(
    tx,
    context.vault,
    moduleOf(context, 'inspectionRound'),
    String(group.values['round']),
  );
  const name = String(round.values['name'] ?? '');
  const isOfRound = ({ values }: StoredRow): boolean =>
    normalizeLabel(String(values['round'] ?? '')) === normalizeLabel(name);
  if (rows.some((row) => isOfRound(row) && row.values['opinion'] === opinion)) return rows;
  const unfilled = rows.find((row) => isOfRound(row) && (row.values['opinion'] ?? null) === null);
  if (unfilled)
    return rows.map((row) => (row === unfilled ? { ...row, values: { ...row.values, opinion } } : row));
  const [target, ...others] = (group.children['targets'] ?? []).map(({ values }) => values['targetId']);
  const values = compactValues({
    ...{ round: name, target: others.length === 0 ? (target ?? null) : null },
    ...{ role: member['role'] ?? null, opinion },
  });
  return [...rows, { rowId: createId(context), values }];
}
