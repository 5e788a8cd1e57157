/** 径送: records of which nothing but the envelope may be kept, not even in the trail. */
import { refuse } from '../../domain/failure.ts';
import type { Register, Values } from '../../domain/register.ts';
import type { Writer } from '../vault/api.ts';
import { redactHistory } from './history.ts';
import { purgeIndex } from './search-index.ts';
import type { Stored } from './store.ts';

/** Keys of fields and child tables that must stay empty; none for an ordinary record. */
export function blockedContent(register: Register, values: Values): readonly string[] {
  const { envelope } = register;
  if (!envelope?.applies(values)) return [];
  const fields = register.fields.map(({ key }) => key).filter((key) => !envelope.fields.includes(key));
  return [...fields, ...register.children.map(({ key }) => key)];
}

/** What may be shown: everything, or the envelope alone. */
export function visibleValues(register: Register, values: Values): Values {
  const { envelope } = register;
  if (!envelope?.applies(values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => envelope.fields.includes(key)));
}

/**
 * For a copy that arrives as envelope-only after it had content: its owner has taken the content back, so nothing of
 * it may stay here, neither in the trail nor in the index, nor as rows or scans.
 */
export function forgetContent(
  tx: Writer,
  register: Register,
  before: Stored | undefined,
  after: Stored,
): void {
  const { envelope } = register;
  if (!before || !envelope?.applies(after.values) || envelope.applies(before.values)) return;
  redactHistory(tx, after.id, new Set([...envelope.fields, 'state']));
  purgeIndex(tx, register);
  tx.run(
    `UPDATE attachment SET removedAt = ?, removedBy = 'system', removedReason = '改为径送', name = '',
            sealed = NULL
          WHERE record = ? AND removedAt IS NULL`,
    [after.updatedAt, after.id],
  );
}

/** When a record has just become envelope-only, clears the trail of its content. Attachments must be gone before. */
export function leaveEnvelopeOnly(tx: Writer, register: Register, before: Stored, after: Stored): void {
  const { envelope } = register;
  if (!envelope?.applies(after.values) || (before.rev > 0 && envelope.applies(before.values))) return;
  const scans = tx.get<{ count: number }>(
    'SELECT count(*) AS count FROM attachment WHERE record = ? AND removedAt IS NULL',
    [after.id],
  );
  if ((scans?.count ?? 0) > 0) {
    refuse(
      'AttachmentsRemain',
      '此件还有附件，不能改为径送。',
      '径送件不得复制、留存内容，扫描件也不例外。',
      '请先移除全部附件，再改为径送。',
    );
  }
  if (before.rev > 0) {
    redactHistory(tx, after.id, new Set([...envelope.fields, 'state']));
    purgeIndex(tx, register);
  }
  tx.run('DELETE FROM draft WHERE record = ?', [after.id]);
}
