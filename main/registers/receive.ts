/** Stores what {@link judge} lets pass of a package, inside the import's one transaction. */
import type { Actor } from '../../domain/access/permissions.ts';
import type { ChildTable } from '../../domain/register.ts';
import { isHandedIn, sendableChildren } from '../../domain/sent-part.ts';
import { createId } from '../deps.ts';
import type { Writer } from '../vault/api.ts';
import { inOneGo } from '../vault/slices.ts';
import { addAddressee } from './addressee-table.ts';
import { compactValues, sameValue } from './codec.ts';
import { type EngineContext, refreshWholes, writeNew, writeRevision } from './commands.ts';
import { startNewRecords } from './new-records.ts';
import { wholeOf } from './computed.ts';
import type { RegisterModule } from './deps.ts';
import { emptyRecord } from './empty-record.ts';
import { blockedContent, forgetContent } from './envelope.ts';
import { identitiesColumn, identitiesTold, takesIdentities } from './identity-hashes.ts';
import {
  arrivingFrom,
  bringsIdentitiesAlone,
  clearValues,
  type IsOvertaken,
  judge,
  ownerOf,
  type Review,
} from './judge.ts';
import { type PackagedRecord, takesContent, withUntold } from './packaged.ts';
import { noteReduced, registerOfLine } from './reduced.ts';
import { leaveNumber } from './renumber.ts';
import { type TokenOfRecord, tokensAtOnce, writeTokens } from './search-index.ts';
import type { StoredFile } from './attachment-seal.ts';
import { sealedPart } from './sealed-record.ts';
import { hashToken, sealRow } from './sealed-rows.ts';
import { quote, tokenTableName } from './sql.ts';
import type { Stored, StoredRow } from './store.ts';
import { forgetWithdrawn, withdrawnCopy } from './withdrawn.ts';

export interface Delivery {
  readonly package: string;
  /** Owner office of everything in the package. */
  readonly sender: string;
  /** Attachments that were stored before, by the register they are for and SHA-256 of their content. */
  readonly files: ReadonlyMap<string, ReadonlyMap<string, StoredFile>>;
}

export interface Receiving {
  /**
   * Reviews a record again with those before it in place, and stores it when it is new or changed. `isRetold`: the same
   * revision came before in another line.
   */
  readonly receive: (value: unknown, isOvertaken: IsOvertaken, isRetold: boolean) => Review;
  /** Once, after the last record: writes what goes in faster all at once. */
  readonly finish: () => void;
}

/** Begins a package of `most` records inside its transaction. */
export function startReceiving(
  tx: Writer,
  context: EngineContext,
  whole: RegisterModule,
  actor: Actor,
  delivery: Delivery,
  most: number,
): Receiving {
  const module = arrivingFrom(context, whole, delivery.sender);
  const { register } = whole;
  const shared = startNewRecords(tx, context, register, most);
  const tokens: TokenOfRecord[] = [];
  const receive: Receiving['receive'] = (value, isOvertaken, isRetold) => {
    const { review, record, before } = judge(
      ...([tx, context, module, delivery.sender, value, isOvertaken] as const),
      () => false,
      isRetold,
    );
    if (!record || (review.outcome !== 'new' && review.outcome !== 'changed')) return review;
    const by = { by: actor.userId, at: context.now() };
    const told = review.goesBack || record.withdrawn ? review.reason : null;
    if (review.displaces !== undefined)
      leaveNumber(tx, context, module, review.displaces, shared.reference, by);
    const next = nextOf(context, module, actor, delivery, { review, record, before });
    const updated = record.withdrawn ? record.updated : { by: next.updatedBy, at: next.updatedAt };
    const entry = { action: 'receive', reason: told, ...by, updated };
    if (before) {
      writeRevision(tx, context, module, before, next, shared.reference, entry);
      clearHashTokens(tx, module, record);
      forgetContent(tx, register, before, next);
      if (record.withdrawn) forgetWithdrawn(tx, register, next.id);
      // Only replies are parts of a whole of ours.
      if (register.partOf?.byOthers)
        inOneGo(refreshWholes(tx, context, register, new Set(wholeOf(register, next)), by));
    } else {
      writeNew(tx, context, module, next, entry, shared);
    }
    if (!record.withdrawn) noteReduced(tx, register, record);
    // Who handed it over is told what becomes of it.
    if (record.handsTo !== undefined)
      addAddressee(tx, register.id, record.id, { office: record.office, handedOver: false, ...by, seq: 0 });
    for (const hash of new Set(identitiesTold(record))) tokens.push([hashToken(hash), record.id]);
    if (tokens.length >= tokensAtOnce) writeTokens(tx, register, tokens.splice(0));
    return review;
  };
  return { receive, finish: () => writeTokens(tx, register, tokens.splice(0)) };
}

function nextOf(
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  delivery: Delivery,
  { review, record, before }: { review: Review; record: PackagedRecord; before: Stored | undefined },
): Stored {
  if (before && record.withdrawn) return withdrawnCopy(module.register, record, before, delivery.package);
  if (before && bringsIdentitiesAlone(review, record, before))
    return {
      ...before,
      rev: before.rev + 1,
      importedRev: record.rev,
      extra: identityColumn(module, record),
    };
  return toStored(context, module, actor, delivery, record, before);
}

function toStored(
  context: EngineContext,
  module: RegisterModule,
  actor: Actor,
  delivery: Delivery,
  record: PackagedRecord,
  before: Stored | undefined,
): Stored {
  const base = before ?? emptyRecord(context, module.register, actor.userId, record.id);
  const blocked = blockedContent(module.register, compactValues(record.values));
  const told = new Set(sendableChildren(registerOfLine(module.register, record)).map(({ key }) => key));
  const children = Object.fromEntries(
    module.register.children.map((child) => [
      child.key,
      blocked.includes(child.key)
        ? []
        : record.reduced && !told.has(child.key)
          ? (before?.children[child.key] ?? [])
          : receivedRows(context, child, before?.children[child.key] ?? [], record.children[child.key]),
    ]),
  );
  const values = withUntold(context, module.register, before?.values ?? {}, record);
  return {
    ...base,
    id: record.id,
    office: ownerOf(record),
    no: record.no,
    // Ours only rises, so that history keeps its order; the owner's is what later packages are compared with.
    rev: before ? Math.max(before.rev + 1, record.rev) : firstRevision(module, record),
    state: record.state,
    createdBy: record.created.by,
    createdAt: record.created.at,
    updatedBy: record.updated.by,
    updatedAt: record.updated.at,
    void: record.void,
    withdrawn: false,
    voidRequest: null,
    importedFrom: delivery.package,
    importedRev: record.rev,
    values: takesContent(module.register)
      ? values
      : { ...sealedPart(module.register, base.values), ...values },
    children,
    extra: identityColumn(module, record),
  };
}

/** What is handed in brings its trail along, which ends at the revision it came in. */
function firstRevision({ register }: RegisterModule, { rev }: PackagedRecord): number {
  return isHandedIn(register) ? rev + 1 : rev;
}

function identityColumn(module: RegisterModule, record: PackagedRecord): Stored['extra'] {
  if (!takesIdentities(module)) return {};
  const told = identitiesTold(record);
  return { [identitiesColumn]: told ? JSON.stringify(told) : null };
}

/** Row ids are our own: a stranger's might be those of another record. Unchanged rows keep theirs. */
function receivedRows(
  context: EngineContext,
  child: ChildTable,
  old: readonly StoredRow[],
  sent: PackagedRecord['children'][string] | undefined,
): readonly StoredRow[] {
  if (sent === undefined) return child.compartment ? old : [];
  const left = [...old];
  return sent.map((row) => {
    const values = compactValues(row.values);
    const at = left.findIndex((each) =>
      child.fields.every(({ key }) => sameValue(clearValues(context, child, each)[key], values[key])),
    );
    const [same] = at < 0 ? [] : left.splice(at, 1);
    if (same) return same;
    const rowId = createId(context);
    return child.compartment ? sealRow(context.vault, child, rowId, values) : { rowId, values };
  });
}

function clearHashTokens(tx: Writer, module: RegisterModule, record: PackagedRecord): void {
  const table = quote(tokenTableName(module.register));
  tx.run(`DELETE FROM ${table} WHERE record = ? AND token >= '~'`, [record.id]);
}
