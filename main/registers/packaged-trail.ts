/**
 * The trail of records that are handed in (decision 022), as lines of its own beside them: `records/change.ndjson`. Who took
 * which step when, and why, lies in no line of a record, and the PC it was taken on is wiped.
 */
import { z } from 'zod';
import { refused } from '../../domain/refusals.ts';
import type { ChildRow, ChildTable, Field, Register, Value, Values } from '../../domain/register.ts';
import type { Reader, Writer } from '../vault/api.ts';
import { recordBehind, wasHandedOver } from './beside-records.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { clearChanges, sealClear } from './history-seal.ts';
import { type Change, readHistory, writeHistory } from './history.ts';
import type { Review } from './judge.ts';
import { packagedValue } from './packaged.ts';
import { receiveAttachment, reviewAttachment } from './packaged-attachments.ts';
import { refuseClosed } from './sealed-record.ts';
import type { Delivery } from './receive.ts';
import type { Journey } from './travelling.ts';

/** Its name in packages. */
export const trailRegister = 'change';

const key = z.string().min(1).max(60);
const told = packagedValue.nullable();
const rows = z
  .array(z.strictObject({ rowId: z.string().min(1).max(64), values: z.record(key, told) }))
  .max(500);

/**
 * One entry. It never changes, so its revision is always 1. People stand in it by name; what is sealed stands in clear, for
 * the recipient alone. Fields that a register has no longer may be named: their history is older than its description.
 */
export const packagedStep = z.strictObject({
  id: z.string().min(1).max(64),
  rev: z.literal(1),
  office: z.string().min(1).max(36),
  register: z.string().min(1).max(40),
  record: z.string().min(1).max(64),
  /** The revision of the record it led to. */
  step: z.int().min(1).max(999_999_999),
  at: z.int().nonnegative(),
  by: z.string().min(1).max(100),
  action: z.string().min(1).max(60),
  reason: z.string().max(20_000).nullable(),
  changes: z
    .array(
      z.union([
        z.strictObject({ field: key, redacted: z.literal(true) }),
        z.strictObject({ field: key, before: told, after: told }),
        z.strictObject({ child: key, before: rows, after: rows }),
      ]),
    )
    .max(2000)
    .nullable(),
});
export type PackagedStep = z.infer<typeof packagedStep>;

/** What has been done to records of ours, each from its beginning. Throws ExpectedError `CompartmentClosed`. */
export async function* stepsOf(
  context: EngineContext,
  register: Register,
  records: readonly string[],
): AsyncGenerator<PackagedStep> {
  const { vault, office } = context;
  for (const [index, record] of records.entries()) {
    if (index % 200 === 0) await Promise.resolve();
    for (const entry of clearChanges(vault, register, record, readHistory(vault, record))) {
      const { rev: step, at, by, action, reason, changes } = entry;
      yield {
        ...{ id: `${record}.${step}`, rev: 1, office: office.id, register: register.id, record, step, at },
        ...{ by: context.userName(by), action, reason },
        changes: changes && changes.map((change) => byName(register, change, context.userName)),
      };
    }
  }
}

/** `isArriving` tells of records of the same package that the dry run has let pass but not stored. */
export function reviewStep(
  reader: Reader,
  context: EngineContext,
  sender: string,
  value: unknown,
  isArriving: (record: string) => boolean,
): Review {
  const { data } = packagedStep.safeParse(value);
  if (!data) return refused('malformed', '办理经过的格式不对，可能对方软件版本较新或者文件被改动。');
  const behind = recordBehind(reader, context, sender, { noun: '办理经过', line: data, isArriving });
  if ('outcome' in behind) return behind;
  const { stored } = behind;
  if (!wasHandedOver(reader, context, stored, sender))
    return refused('notOwner', '办理经过所属的记录不是发送单位移交的。');
  if (data.step > (stored.importedRev ?? 0))
    return refused(
      'conflict',
      `${stored.no}移交以后，单机上又有改动（可能恢复过备份），本办已接收的内容不变。请双方核对，需要的在本办补记。`,
    );
  const held = reader.get<{ at: number; action: string }>(
    'SELECT at, action FROM change WHERE record = ? AND rev = ?',
    [data.record, data.step],
  );
  if (!held) return { outcome: 'new', reason: '' };
  if (held.at === data.at && held.action === data.action) return { outcome: 'unchanged', reason: '' };
  return refused('conflict', `${stored.no}的办理经过与以前移交的不同（可能恢复过备份），请双方核对。`);
}

/** Reviews it with the package's records in place and stores it when it is new. */
export function receiveStep(
  tx: Writer,
  context: EngineContext,
  { sender }: Delivery,
  value: unknown,
): Review {
  const review = reviewStep(tx, context, sender, value, () => false);
  if (review.outcome !== 'new') return review;
  const { register: id, record, step: rev, at, by, action, reason, changes } = packagedStep.parse(value);
  const { register } = moduleOf(context, id);
  refuseClosed(context.vault, register);
  const parted = changes
    ? sealClear(context.vault, register, { id: record, rev }, changes)
    : { changes, sealed: null };
  writeHistory(tx, context.vault, register, record, { rev, at, by, action, reason, ...parted });
  return review;
}

/** As the engine offers what belongs to records and travels beside them. */
export function besideMovers(context: EngineContext) {
  return {
    reviewAttachment: (sender: string, value: unknown, isArriving: (record: string) => boolean) =>
      reviewAttachment(context.vault, context, sender, value, isArriving),
    receiveAttachment: (tx: Writer, delivery: Delivery, value: unknown) =>
      receiveAttachment(tx, context, delivery, value),
    /** The trail of records that are handed in. */
    stepsOf: ({ register }: Pick<Journey, 'register'>, records: readonly string[]) =>
      stepsOf(context, register, records),
    reviewStep: (sender: string, value: unknown, isArriving: (record: string) => boolean) =>
      reviewStep(context.vault, context, sender, value, isArriving),
    receiveStep: (tx: Writer, delivery: Delivery, value: unknown) =>
      receiveStep(tx, context, delivery, value),
  };
}

// ---- internals

/** People of this office are sent by name: their ids mean nothing elsewhere. */
function byName(
  { fields, children }: Register,
  change: Change,
  name: (id: string) => string,
): NonNullable<PackagedStep['changes']>[number] {
  if ('redacted' in change) return change;
  if ('child' in change) {
    const child = children.find(({ key: each }) => each === change.child);
    const tell = ({ rowId, values }: ChildRow) => ({ rowId, values: namedValues(child, values, name) });
    return { child: change.child, before: change.before.map(tell), after: change.after.map(tell) };
  }
  const field = fields.find(({ key: each }) => each === change.field);
  const { before, after } = change;
  return { field: change.field, before: named(field, before, name), after: named(field, after, name) };
}

function namedValues(
  child: ChildTable | undefined,
  values: Values,
  name: (id: string) => string,
): Record<string, PackagedValue> {
  const fieldOf = (of: string): Field | undefined => child?.fields.find(({ key: each }) => each === of);
  return Object.fromEntries(
    Object.entries(values).map(([each, value]) => [each, named(fieldOf(each), value, name)]),
  );
}

type PackagedValue = z.infer<typeof told>;

function named(field: Field | undefined, value: Value, name: (id: string) => string): PackagedValue {
  if (field?.type === 'user' && typeof value === 'string') return name(value);
  return typeof value === 'object' && value !== null ? [...value] : value;
}
