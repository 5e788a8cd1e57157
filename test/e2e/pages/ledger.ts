/** Many items of a ledger at once, by the page's own bridge: what one item looks like in the window others show. */
import type { Input, Output } from '../../../preload/contract/contract.ts';
import type { App } from '../driver.ts';
import { callBridge } from './bridge.ts';

type Register = Input<'records.save'>['register'];
type Values = Input<'records.save'>['values'];

export interface Entered {
  readonly item: Output<'records.save'>;
  readonly measure: Output<'records.save'>;
}

/** So many items with one measure each, in the plan with this id. */
export async function enterItems(
  app: App,
  plan: string,
  count: number,
  due: string,
): Promise<readonly Entered[]> {
  const entered: Entered[] = [];
  for (let at = 1; at <= count; at += 1) {
    const statement = `基础工作不规范的问题（之${at}）`;
    const item = await enter(app, 'rectItem', { plan, statement, type: 'BY_DATE', dueAt: due });
    const measure = await enter(app, 'rectMeasure', { item: item.id, content: '对照检查，完善制度。' });
    entered.push({ item, measure });
  }
  return entered;
}

/** Takes each item from 认领 to where its completion can be judged. */
export async function workThrough(app: App, entered: readonly Entered[], on: string): Promise<void> {
  for (const { item, measure } of entered) {
    await step(app, 'rectItem', item.id, 'acknowledge', { acknowledgedBy: '黄某', acknowledgedAt: on });
    await step(app, 'rectMeasure', measure.id, 'finish', { doneAt: on, evidence: '检查记录、制度文本' });
  }
}

export async function judgeDone(app: App, entered: readonly Entered[]): Promise<void> {
  for (const { item } of entered) await step(app, 'rectItem', item.id, 'assess', { completion: 'DONE' });
}

function enter(app: App, register: Register, values: Values): Promise<Output<'records.save'>> {
  const nothing = { id: null, rev: null, children: {}, draft: null, confirmed: {}, duplicate: null };
  return callBridge(app, 'records.save', { register, values, ...nothing, sealedDirect: false });
}

async function step(
  app: App,
  register: Register,
  id: string,
  transition: string,
  values: Values,
): Promise<Output<'records.transition'>> {
  const { rev } = await callBridge(app, 'records.get', { register, id });
  return callBridge(app, 'records.transition', { register, id, rev, transition, values, reason: null });
}
