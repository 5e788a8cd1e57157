/**
 * Records of other offices. Only the owner changes a record, so what arrives either is new, or is a later revision, or
 * is what we have; the same revision with another content is a conflict and is never stored. An owner who was restored
 * may have lost revisions and letters and may use their numbers again: then his word holds, and nothing of ours is lost.
 */
import { hostOf } from '../../domain/office.ts';
import { contradiction, type RefusalCode, refused } from '../../domain/refusals.ts';
import type { ChildTable, Field, Register, Values } from '../../domain/register.ts';
import { reducedOf, sendableChildren, sentOn } from '../../domain/sent-part.ts';
import type { Reader } from '../vault/api.ts';
import { sameValues } from './codec.ts';
import { type EngineContext, extraNames, moduleOf } from './commands.ts';
import type { RegisterModule } from './deps.ts';
import { identitiesColumn, identitiesTold, takesIdentities } from './identity-hashes.ts';
import { shapeProblem } from './packaged-shape.ts';
import { packagedRecord, type PackagedRecord, sentFields, withUntold } from './packaged.ts';
import { isReducedCopy, registerOfLine } from './reduced.ts';
import { namedIds } from './related.ts';
import { numberHolder } from './renumber.ts';
import { openRow } from './sealed-rows.ts';
import { quote } from './sql.ts';
import { loadRecord, type Stored, type StoredRow } from './store.ts';
import { reviewWithdrawal } from './withdrawn.ts';

export interface Review {
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'refused';
  /** A Chinese sentence when refused, or when taken in a way two people should know of; else empty. */
  readonly reason: string;
  /** Of a refusal. */
  readonly code?: RefusalCode;
  /** Takes the place of a later revision, or of another content, that its owner lost in a restore. */
  readonly goesBack?: boolean;
  /** Id of the record that leaves its number to this one. */
  readonly displaces?: string;
  /** The revision that is held reduced, whole. */
  readonly isFuller?: true;
}

/** Whether a record last came before its owner was restored. */
export type IsOvertaken = (id: string) => boolean;
/** Whether the dry run has let a record of the same package pass, that is not stored yet. */
export type IsArriving = (id: string) => boolean;

/**
 * Judges a record from the package of `sender` without writing anything. Never throws for what a stranger sent. With
 * `isRetold` the same revision came before in another line (see `Classify`).
 */
export function reviewImported(
  reader: Reader,
  context: EngineContext,
  module: RegisterModule,
  sender: string,
  value: unknown,
  isOvertaken: IsOvertaken,
  isArriving: IsArriving = () => false,
  isRetold = false,
): Review {
  const arriving = arrivingFrom(context, module, sender);
  return judge(reader, context, arriving, sender, value, isOvertaken, isArriving, isRetold).review;
}

/** The register with as much of its records as that sender may tell this office; see {@link sentOn}. */
export function arrivingFrom(
  { office }: Pick<EngineContext, 'office'>,
  module: RegisterModule,
  sender: string,
): RegisterModule {
  const way =
    hostOf(office.id) === sender ? 'toGroup' : hostOf(sender) === office.id ? 'fromGroup' : undefined;
  return way ? { ...module, register: sentOn(module.register, way) } : module;
}

interface Shape {
  /** Absent when it is no record at all. */
  readonly record?: PackagedRecord;
  readonly problem?: string | undefined;
}
export type KnownShapes = WeakMap<object, Shape>;

interface Judged {
  readonly review: Review;
  /** Set when the shape is right. */
  readonly record?: PackagedRecord;
  readonly before?: Stored | undefined;
}

/** As {@link reviewImported}, of a register {@link arrivingFrom} the sender, with what was found on the way. */
export function judge(
  reader: Reader,
  context: EngineContext,
  module: RegisterModule,
  sender: string,
  value: unknown,
  isOvertaken: IsOvertaken,
  isArriving: IsArriving,
  isRetold: boolean,
): Judged {
  const { record, problem } = shapeOf(context.shapes, module, value);
  if (!record) return { review: refused('malformed', '记录格式不对，可能对方软件版本较新或者文件被改动。') };
  if (record.office !== sender)
    return { review: refused('notOwner', '记录不属于发送单位，只接受由登记单位发来的记录。') };
  if (record.office === context.office.id)
    return { review: refused('notOwner', '记录属于本单位，不能从数据包覆盖。') };
  if (problem) return { review: refused('malformed', problem) };
  const foreign = handOverProblem(context, module.register, record);
  if (foreign !== undefined) return { review: refused('notOwner', foreign) };
  const load = (): Stored | undefined =>
    loadRecord(reader, context.vault, module.register, extraNames(module), record.id);
  if (record.withdrawn) {
    const before = load();
    const review = reviewWithdrawal(module.register, record, before, isOvertaken(record.id));
    // A withdrawal is a revision of its own: the line of the one we hold cannot have become one.
    return { review: isRetold && review.outcome === 'changed' ? contradiction : review, record, before };
  }
  const orphan = wholeProblem(reader, context, module.register, record, isArriving);
  if (orphan !== undefined) return { review: orphan };
  const before = load();
  const review = compare(reader, context, module, record, before, isOvertaken, isRetold);
  return { review, record, before };
}

function handOverProblem({ office }: EngineContext, register: Register, { handsTo }: PackagedRecord) {
  if (handsTo === undefined) return undefined;
  if (!register.travels?.some(({ handsOver }) => handsOver)) return `${register.label}不能移交给其他单位。`;
  return handsTo === office.id ? undefined : '此件移交给了另一单位，不是本单位。';
}

/** A part needs its whole, which is its owner's too; only replies are added to ours by others. */
function wholeProblem(
  reader: Reader,
  context: EngineContext,
  { label, partOf }: Register,
  record: PackagedRecord,
  isArriving: IsArriving,
): Review | undefined {
  if (!partOf) return undefined;
  const whole = moduleOf(context, partOf.register).register;
  for (const id of namedIds(record.values[partOf.field])) {
    const held = reader.get<{ office: string }>(`SELECT office FROM ${quote(whole.id)} WHERE id = ?`, [id]);
    const office = held?.office ?? (isArriving(id) ? record.office : undefined);
    if (office === undefined) return refused('wholeMissing', `所属的${whole.label}本机没有收到。`);
    if (
      office === record.office ||
      office === record.handsTo ||
      (partOf.byOthers && office === context.office.id)
    )
      return undefined;
    return refused('notOwner', `所属的${whole.label}不是发送单位登记的，不能由它增加${label}。`);
  }
  return refused('malformed', `没有写明所属的${whole.label}。`);
}

/** The owner of a record once it has been taken: who was handed it, or its sender. */
export const ownerOf = (record: PackagedRecord): string => record.handsTo ?? record.office;

/** What the import finds is what the inspection found of the very same object, so it is looked at once. */
function shapeOf(shapes: KnownShapes, module: RegisterModule, value: unknown): Shape {
  const known = typeof value === 'object' && value !== null ? shapes.get(value) : undefined;
  if (known) return known;
  const record = packagedRecord.safeParse(value).data;
  const shape = record ? { record, problem: shapeProblem(module.register, record) } : {};
  if (typeof value === 'object' && value !== null) shapes.set(value, shape);
  return shape;
}

function compare(
  reader: Reader,
  context: EngineContext,
  module: RegisterModule,
  record: PackagedRecord,
  stored: Stored | undefined,
  isOvertaken: IsOvertaken,
  isRetold: boolean,
): Review {
  const isRestored = stored !== undefined && isOvertaken(stored.id);
  // Handed over before: what its former owner still sends of it is what we took then.
  if (stored?.office === context.office.id && record.handsTo === context.office.id)
    return { outcome: 'unchanged', reason: '' };
  // Taken and handed back since, which he has not heard yet: hearing it, he would be its owner, and so would we.
  if (record.handedAt !== undefined && record.handedAt <= (stored?.importedRev ?? 0) && !isRestored)
    return { outcome: 'unchanged', reason: '' };
  if (stored && stored.office !== record.office)
    return refused('notOwner', '本机已有同一标识的记录，但登记单位不同。');
  if (stored && stored.no !== record.no && !isRestored)
    return refused('numberTaken', `本机已有此件，编号为${stored.no}，与包内编号不同。`);
  const review = stored
    ? compareRevisions(reader, context, module, record, stored, isRestored, isRetold)
    : ({ outcome: 'new', reason: '' } as const);
  const holder =
    stored?.no === record.no
      ? undefined
      : numberHolder(reader, module.register, { ...record, office: ownerOf(record) });
  if (!holder) return review;
  if (!isOvertaken(holder.id)) return refused('numberTaken', `编号${record.no}已被该单位的另一件使用。`);
  const kept = `对方恢复备份后重新使用了编号${record.no}；本机原有的一件保留，编号改为${holder.freeNo}。`;
  return { ...review, reason: `${review.reason}${kept}`, displaces: holder.id };
}

function compareRevisions(
  reader: Reader,
  context: EngineContext,
  module: RegisterModule,
  record: PackagedRecord,
  stored: Stored,
  isRestored: boolean,
  isRetold: boolean,
): Review {
  const held = stored.importedRev ?? stored.rev;
  if (record.rev > held) return { outcome: 'changed', reason: '' };
  // What stood there is not held any more to compare with; but nobody tells an old revision anew who still has the later one.
  if (record.rev < held && !isRestored)
    return isRetold ? contradiction : { outcome: 'unchanged', reason: '' };
  // Also where nothing differs: from now on the copy is known to be whole.
  if (record.rev === held && completes(reader, context, module, stored, record))
    return { outcome: 'changed', reason: '', isFuller: true };
  if (record.rev === held && sameContent(context, module, stored, record))
    return {
      outcome: stored.no === record.no && !tellsMore(module, stored, record) ? 'unchanged' : 'changed',
      reason: '',
    };
  if (!isRestored) return refused('conflict', `第${record.rev}版与本机已有的同一版内容不同，须由双方核对。`);
  const reason =
    record.rev < held
      ? `对方恢复过备份，此件由第${held}版回到第${record.rev}版，以对方为准；原内容可在办理经过中查看。`
      : `对方恢复过备份，此件第${held}版的内容与本机原有的不同，以对方为准；原内容可在办理经过中查看。`;
  return { outcome: 'changed', reason, goesBack: true };
}

/**
 * The same revision once more, from an office that can say now who petitioned, or says it by the network's present key. Who
 * was told once is never untold without a revision: texts are compared with these digests before they leave.
 */
function tellsMore(module: RegisterModule, { extra }: Stored, record: PackagedRecord): boolean {
  const told = identitiesTold(record);
  const held = extra[identitiesColumn] ?? null;
  if (!takesIdentities(module) || told === undefined) return false;
  return held === null || (told.length > 0 && JSON.stringify(told) !== held);
}

/** The same revision whole, where a reduced line brought it before: nothing of what both tell may differ. */
function completes(
  reader: Reader,
  context: EngineContext,
  module: RegisterModule,
  stored: Stored,
  record: PackagedRecord,
): boolean {
  if (record.reduced || !isReducedCopy(reader, record.id)) return false;
  return sameContent(context, { ...module, register: reducedOf(module.register) }, stored, record);
}

/** Whether a record that {@link judge} lets pass brings nothing but what {@link tellsMore}: the rest stays as it is held. */
export function bringsIdentitiesAlone(review: Review, record: PackagedRecord, before: Stored): boolean {
  const isSame = record.rev === (before.importedRev ?? before.rev) && record.no === before.no;
  return isSame && !record.withdrawn && !review.goesBack && !review.isFuller;
}

/** Whoever is called otherwise by now is the same: names of people are no content, and change without a revision. */
const lasting = (fields: readonly Field[]): readonly Field[] => fields.filter(({ type }) => type !== 'user');

/** A reduced line does not tell why a record is void, so that a copy made of one does not know. */
function sameVoid({ void: held }: Stored, { void: sent }: PackagedRecord): boolean {
  if (held?.at !== sent?.at) return false;
  return !held?.reason || !sent?.reason || held.reason === sent.reason;
}

function sameContent(
  context: EngineContext,
  module: RegisterModule,
  stored: Stored,
  record: PackagedRecord,
): boolean {
  const register = registerOfLine(module.register, record);
  if (
    stored.state !== record.state ||
    !sameVoid(stored, record) ||
    !sameValues(
      lasting(sentFields(register)),
      stored.values,
      withUntold(context, register, stored.values, record),
    )
  )
    return false;
  return sendableChildren(register).every((child) => {
    const sent = record.children[child.key];
    // Identities travel only to those competent; a package without them says nothing about them.
    if (child.compartment && (sent === undefined || !context.vault.compartments.has(child.compartment)))
      return true;
    const old = stored.children[child.key] ?? [];
    return (
      old.length === (sent?.length ?? 0) &&
      old.every((row, index) =>
        sameValues(lasting(child.fields), clearValues(context, child, row), sent?.[index]?.values ?? {}),
      )
    );
  });
}

/** A row in clear; throws ExpectedError `CompartmentClosed`. */
export function clearValues(context: EngineContext, child: ChildTable, row: StoredRow): Values {
  return child.compartment ? openRow(context.vault, child, row).values : row.values;
}
