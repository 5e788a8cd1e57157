/** An item of the ledger beside the plan it is part of: what was fed back is stated there (reference 3.5, 合计与明细). */
import type { Failure } from '../../domain/failure.ts';
import { rectItem } from '../../domain/registers/rect-item/rect-item.ts';
import { textOf } from '../../domain/text/text-of.ts';
import type { Reader } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';

export const itemModule: RegisterModule = {
  register: rectItem,
  extraColumns: [],
  warnings: ({ values, before }, _clocks, reader) =>
    textOf(before['plan']) === textOf(values['plan'])
      ? {}
      : { itemBeyondStated: refuseBeyondStated(reader, textOf(values['plan']), 1) },
  warningsOfMany: (reader, values, count) =>
    [refuseBeyondStated(reader, textOf(values['plan']), count)].filter((failure) => failure !== undefined),
};

/** Until the plan is approved its ledger is still being drawn up; then one more differs from what was approved and printed. */
function refuseBeyondStated(reader: Reader, plan: string, added: number): Failure | undefined {
  const found = reader.get<{ no: string; stated: number | null; items: number }>(
    `SELECT no, statedCount AS stated, (SELECT count(*) FROM rectItem i WHERE i.plan = p.id AND i.voidAt IS NULL) AS items
       FROM rectPlan p WHERE p.id = ? AND p.planApprovedAt IS NOT NULL`,
    [plan],
  );
  if (!found || found.stated === null || added === 0 || found.items + added <= found.stated) return undefined;
  const { no, stated, items } = found;
  return {
    type: 'ItemBeyondStated',
    what: `整改方案${no}已经审定，文件所载反馈问题${stated}个，台账中已有${items}个。`,
    why: `再增加${added}个事项，台账、整改情况报告和完成率就与审定的方案、反馈文件对不上。`,
    next: '确系漏列或者追加反馈的，写明情况后保存，并更正整改方案的“反馈问题数”；否则不要增加。',
    fields: { plan: `${no}的反馈问题已全部列入台账。` },
  };
}
