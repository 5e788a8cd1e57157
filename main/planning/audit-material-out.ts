/** What a round borrowed from the audit office goes back before it leaves (reference 3.11). */
import { type Actor, mayOn } from '../../domain/access/permissions.ts';
import type { Failure } from '../../domain/failure.ts';
import { auditMaterial } from '../../domain/registers/audit-material/audit-material.ts';
import { normalizeLabel } from '../../domain/text/normalize.ts';
import { textOf } from '../../domain/text/text-of.ts';
import { quote } from '../registers/sql.ts';
import type { Stored } from '../registers/store.ts';
import type { Reader } from '../vault/api.ts';

/** How many are named; of more it says how many they are. */
const mostNamed = 5;

/** Material of the round's own office that names this round and is neither returned nor filed. */
export function askAuditMaterial(reader: Reader, round: Stored, actor: Actor): Failure | undefined {
  const name = normalizeLabel(textOf(round.values['name']));
  const out = reader
    .all<{ no: string; title: string; round: string | null }>(
      `SELECT no, title, "roundId" AS round FROM ${quote(auditMaterial.id)}
        WHERE office = ? AND voidAt IS NULL AND state IN ('RECEIVED', 'IN_USE') ORDER BY no`,
      [round.office],
    )
    .filter((each) => name !== '' && normalizeLabel(textOf(each.round)) === name);
  if (out.length === 0) return undefined;
  const named = mayOn(actor.permissions, auditMaterial, 'read')
    ? `：${out
        .slice(0, mostNamed)
        .map(({ no, title }) => `${no}《${title}》`)
        .join('、')}${out.length > mostNamed ? '等' : ''}`
    : '';
  return {
    type: 'AuditMaterialOut',
    what: `本轮还有${out.length}份审计材料没有归还${named}。`,
    why: '借来的审计材料一般在本轮巡察结束时归还，由接收人签收；经批准不归还的，留存归档。',
    next: '请先在“审计材料”中办理“归还”或者“留存归档”；确实还要用的，写明原因后办理。',
  };
}
