/** 领用归还 and 销毁 of media (reference 3.17, forms F48 and F50): who has which, and how one ended. */
import { refuse } from '../../../domain/failure.ts';
import {
  isAtHand,
  mediumStatusLabels,
  mediumSteps,
  type MediumDestruction,
  type MediumLending,
  type MediumReturn,
} from '../../../domain/media.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import { getMedium, media, saveMedium, type Medium } from './media.ts';

/** One time that a medium was out; what stands under its return is null until then. */
export interface MediumLoan extends MediumLending {
  readonly id: string;
  readonly medium: string;
  /** 经办人, who gave it out. */
  readonly lentBy: string;
  readonly returnedAt: string | null;
  readonly returnedBy: string | null;
  readonly condition: string | null;
  readonly takenBackBy: string | null;
}

/** One destruction, of one or several media. */
export interface Destruction extends MediumDestruction {
  readonly id: string;
  /** Who wrote it down, and who confirmed it with the own password. */
  readonly notedBy: string;
  readonly confirmedBy: string;
  readonly media: readonly Medium[];
}

const loanColumns =
  'id, medium, lentAt, borrower, unit, purpose, dueAt, lentBy, returnedAt, returnedBy, condition, takenBackBy';

/** Every loan, oldest first. */
export function loans(reader: Reader): readonly MediumLoan[] {
  return reader.all<MediumLoan>(
    `SELECT ${loanColumns} FROM exchangeMediumLoan ORDER BY coalesce(nullif(lentAt, ''), returnedAt), rowid`,
  );
}

/** Who has which medium now, by the medium. */
export function openLoans(reader: Reader): ReadonlyMap<string, MediumLoan> {
  const open = reader.all<MediumLoan>(
    `SELECT ${loanColumns} FROM exchangeMediumLoan WHERE returnedAt IS NULL ORDER BY rowid`,
  );
  return new Map(open.map((loan) => [loan.medium, loan]));
}

/** Gives a medium out. Refuses `MediumUnknown`, `MediumNotAtHand`, `MediumDaysWrong`. */
export function lend(
  tx: Writer,
  id: string,
  medium: string,
  lending: MediumLending & { readonly lentBy: string },
): Medium {
  const found = requireAtHand(tx, medium, '领用');
  const { lentAt, dueAt } = lending;
  if (lentAt < found.registeredAt) refuseDays('领用日期', lentAt, '登记日期', found.registeredAt, 'lentAt');
  const back = lastBack(tx, medium);
  if (lentAt < back) refuseDays('领用日期', lentAt, '上次归还日期', back, 'lentAt');
  if (dueAt < lentAt) refuseDays('应还日期', dueAt, '领用日期', lentAt, 'dueAt');
  tx.run(
    `INSERT INTO exchangeMediumLoan (id, medium, lentAt, borrower, unit, purpose, dueAt, lentBy)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, medium, lentAt, lending.borrower, lending.unit, lending.purpose, dueAt, lending.lentBy],
  );
  saveMedium(tx, { ...found, status: 'LENT' });
  return found;
}

/**
 * Takes a medium back. What the program before called lent without saying to whom gets a line that only says who brought
 * it. Refuses `MediumUnknown`, `MediumNotOut`, `MediumDaysWrong`.
 */
export function takeBack(
  tx: Writer,
  id: string,
  medium: string,
  brought: MediumReturn & { readonly takenBackBy: string },
): Medium {
  const found = getMedium(tx, medium);
  const open = openLoans(tx).get(medium);
  if (!open && found.status !== 'LENT') {
    refuse(
      'MediumNotOut',
      '这个介质没有借出。',
      `台账中介质“${found.code}”的状态是“${mediumStatusLabels[found.status]}”，没有领用未还的记录。`,
      '请核对介质标签上的编号。',
    );
  }
  const { returnedAt, returnedBy, condition, takenBackBy } = brought;
  const [label, since] = open ? ['领用日期', open.lentAt] : ['登记日期', found.registeredAt];
  if (returnedAt < since) refuseDays('归还日期', returnedAt, label, since, 'returnedAt');
  if (open) {
    tx.run(
      'UPDATE exchangeMediumLoan SET returnedAt = ?, returnedBy = ?, condition = ?, takenBackBy = ? WHERE id = ?',
      [returnedAt, returnedBy, condition, takenBackBy, open.id],
    );
  } else {
    tx.run(
      `INSERT INTO exchangeMediumLoan (${loanColumns}) VALUES (?, ?, '', '', '', '', '', '', ?, ?, ?, ?)`,
      [id, medium, returnedAt, returnedBy, condition, takenBackBy],
    );
  }
  if (mediumSteps[found.status].includes('RETURNED')) saveMedium(tx, { ...found, status: 'RETURNED' });
  return found;
}

/** Writes down that media were destroyed together. Refuses `MediumUnknown`, `MediumNotAtHand`, `MediumDaysWrong`, `SupervisorsWrong`. */
export function destroy(
  tx: Writer,
  id: string,
  meant: readonly string[],
  told: MediumDestruction & Pick<Destruction, 'notedBy' | 'confirmedBy'>,
): readonly Medium[] {
  const found = meant.map((medium) => requireAtHand(tx, medium, '销毁'));
  const { destroyedAt, approvedAt, destroyedBy, supervisors } = told;
  const [newest] = found
    .map(({ registeredAt }) => registeredAt)
    .toSorted()
    .toReversed();
  if (approvedAt > destroyedAt) refuseDays('销毁日期', destroyedAt, '批准日期', approvedAt, 'destroyedAt');
  if (newest !== undefined && destroyedAt < newest)
    refuseDays('销毁日期', destroyedAt, '登记日期', newest, 'destroyedAt');
  const [back = ''] = meant
    .map((medium) => lastBack(tx, medium))
    .toSorted()
    .toReversed();
  if (destroyedAt < back) refuseDays('销毁日期', destroyedAt, '最近一次归还日期', back, 'destroyedAt');
  if (new Set([destroyedBy, ...supervisors]).size < 3) refuseSupervisors();
  tx.run(
    `INSERT INTO exchangeMediumDestruction (id, destroyedAt, place, method, reason, approvedBy, approvedAt, destroyedBy,
     supervisor1, supervisor2, notedBy, confirmedBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[id, destroyedAt, told.place, told.method, told.reason, told.approvedBy, approvedAt, destroyedBy],
      ...[...supervisors, told.notedBy, told.confirmedBy],
    ],
  );
  for (const medium of found) {
    saveMedium(tx, { ...medium, status: 'DESTROYED' });
    tx.run('UPDATE exchangeMedium SET destruction = ? WHERE id = ?', [id, medium.id]);
  }
  return found;
}

/** Every destruction, oldest first; what was called destroyed without one by the program before stands in none. */
export function destructions(reader: Reader): readonly Destruction[] {
  const byId = new Map(media(reader).map((medium) => [medium.id, medium]));
  const ended = reader.all<{ id: string; destruction: string }>(
    'SELECT id, destruction FROM exchangeMedium WHERE destruction IS NOT NULL ORDER BY code',
  );
  return reader
    .all<Omit<Destruction, 'media' | 'supervisors'> & { supervisor1: string; supervisor2: string }>(
      'SELECT * FROM exchangeMediumDestruction ORDER BY destroyedAt, rowid',
    )
    .map(({ supervisor1, supervisor2, ...told }) => ({
      ...told,
      supervisors: [supervisor1, supervisor2],
      media: ended.flatMap(({ id, destruction }) => (destruction === told.id ? (byId.get(id) ?? []) : [])),
    }));
}

// ---- internals

/** The day it last came back; '' where it never was out. */
function lastBack(reader: Reader, medium: string): string {
  const sql = 'SELECT max(returnedAt) AS day FROM exchangeMediumLoan WHERE medium = ?';
  return reader.get<{ day: string | null }>(sql, [medium])?.day ?? '';
}

function requireAtHand(reader: Reader, id: string, act: '领用' | '销毁'): Medium {
  const found = getMedium(reader, id);
  const borrower = openLoans(reader).get(id)?.borrower;
  if (isAtHand(found) && borrower === undefined) return found;
  refuse(
    'MediumNotAtHand',
    `介质“${found.code}”不能${act}。`,
    borrower
      ? `${borrower}领用以后还没有归还。`
      : `台账中它的状态是“${mediumStatusLabels[found.status]}”，不在库中。`,
    borrower ? '请先登记归还。' : '请核对介质标签上的编号，按实际流转登记。',
  );
}

function refuseDays(later: string, day: string, earlier: string, before: string, field: string): never {
  refuse(
    'MediumDaysWrong',
    `${later}早于${earlier}。`,
    `${later}为${day}，${earlier}为${before}。`,
    '请核对后改正日期。',
    { [field]: '请核对日期' },
  );
}

function refuseSupervisors(): never {
  refuse(
    'SupervisorsWrong',
    '没有登记销毁。',
    '监销须两人，经办人不能兼任监销人。',
    '请填写两名不同的监销人。',
    { supervisor1: '请核对', supervisor2: '请核对' },
  );
}
