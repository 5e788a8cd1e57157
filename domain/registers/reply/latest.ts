/** When an office has answered, for the paper it was asked with. */
import type { RelatedRecord, Value } from '../../register.ts';

/** The date of the latest confirmed reply, null while there is none. */
export function latestReply(replies: readonly RelatedRecord[]): Value {
  const dates = replies
    .filter(({ state }) => state === 'CONFIRMED')
    .map(({ values }) => String(values['repliedAt'] ?? ''));
  return dates.toSorted().at(-1) ?? null;
}
