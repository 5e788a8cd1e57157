/** What ledgers kept elsewhere say of items that this office has not judged. */
import type { Value, Values } from '../../register.ts';
import { filled } from '../common/rules.ts';

/** Whether the words of a sheet call the item complete, in whatever degree: 已完成, 基本完成, 整改到位, 已销号, 长期坚持. */
export function claimsCompletion(words: Value | undefined): boolean {
  if (typeof words !== 'string') return false;
  const negated = /未|没有|尚|不|正在|推进/u.test(words);
  return !negated && /完成|到位|销号|办结|已整改|长期坚持/u.test(words);
}

/** Called complete by the sheet, and judged by nobody here, neither complete nor relapsed. */
export function isClaimOpen({ statedProgress, ...values }: Values): boolean {
  const judged = ['completion', 'reopenedAt', 'cancelledAt'].some((key) => filled(values[key]));
  return claimsCompletion(statedProgress) && !judged;
}

export const claimTold =
  '完成与否由本办认定：导入后按“未启动”登记，照常计算时限、亮灯，不计入完成率。请逐项认领，登记措施的完成日期和佐证，再办理“认定完成情况”；在列表中按“台账载完成未认定”筛选，就是还没有认定的。';
