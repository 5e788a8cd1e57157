/**
 * What an office that went back to a backup has sent nothing of since. It begins anew in a later epoch and sends all that it
 * has; what we hold from before and it has not sent again is most likely lost there. Its number may have been given out anew
 * (`registers/renumber.ts`) or not: nothing about the record itself tells.
 */
import type { Reader } from '../../vault/api.ts';

/** Ids of the records by register, of the streams in which a package of the later epoch has come in. */
export function notResent(reader: Reader, sender: string): ReadonlyMap<string, readonly string[]> {
  const restored = reader.get(
    `SELECT 1 AS found FROM exchangeStreamIn o JOIN exchangeStreamIn s ON s.sender = o.sender AND s.kind = o.kind
     WHERE o.sender = ? AND o.superseded = 1 AND s.superseded = 0 AND s.contiguous > 0`,
    [sender],
  );
  const found = new Map<string, string[]>();
  if (!restored) return found;
  const rows = reader.all<{ register: string; record: string }>(
    `SELECT DISTINCT a.register, a.record FROM exchangeApplied a
       JOIN exchangePackage p ON p.no = a.packageNo AND p.direction = 'in' AND p.sender = a.sender
       JOIN exchangeStreamIn s ON s.sender = a.sender AND s.kind = p.kind AND s.superseded = 0 AND s.contiguous > 0
     WHERE a.sender = ? AND a.epoch < s.epoch AND NOT EXISTS (
       SELECT 1 FROM exchangeApplied later WHERE later.record = a.record AND later.epoch >= s.epoch)
     ORDER BY a.register, a.record`,
    [sender],
  );
  for (const { register, record } of rows) {
    const ids = found.get(register);
    if (ids) ids.push(record);
    else found.set(register, [record]);
  }
  return found;
}
