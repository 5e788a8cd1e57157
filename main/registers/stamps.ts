/** Values the application fills in when a record is opened or a step is taken. */
import type { Actor } from '../../domain/access/permissions.ts';
import { isEmpty } from '../../domain/empty.ts';
import type { Stamps, Value, Values } from '../../domain/register.ts';

export function applyStamps(
  values: Values,
  stamps: Stamps,
  actor: Actor,
  today: string,
  onlyEmpty: boolean,
): Values {
  const stamped: Record<string, Value> = { ...values };
  for (const [key, stamp] of Object.entries(stamps)) {
    if (onlyEmpty && !isEmpty(values[key])) continue;
    if (stamp === 'actor') stamped[key] = actor.userId;
    else if (stamp === 'today') stamped[key] = today;
    else if ('value' in stamp) stamped[key] = stamp.value;
    else if (isEmpty(values[key])) stamped[key] = values[stamp.from] ?? (stamp.orToday ? today : null);
  }
  return stamped;
}
