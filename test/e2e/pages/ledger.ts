/** A ledger: its plan handed in and reviewed; many items at once by the page's own bridge, what one looks like others show. */
import type { Output } from '../../../preload/contract/contract.ts';
import type { App } from '../driver.ts';
import { enter, take } from './bridge.ts';
import { button } from './controls.ts';
import { day } from './days.ts';
import { attach, fillIn, takeStep } from './petitions.ts';
import { addRow, edit, save } from './records.ts';

export interface Entered {
  readonly item: Output<'records.save'>;
  readonly measure: Output<'records.save'>;
}

const organs = ['纪委监委', '组织部', '巡察办'];

/** 报整改方案 of the plan that is open: signed for by its head, with the scan of his signature. */
export async function handInPlan(app: App, head: string, on: string): Promise<void> {
  await attach(app, app.file('方案签字背书.pdf', '%PDF-1.4\n'));
  const signed = { 方案签字背书人: head, 方案签字背书日期: on };
  const scan = { 方案签字背书扫描件: { choice: '方案签字背书.pdf' } };
  await takeStep(app, '报整改方案', { 报方案日期: on, ...signed, ...scan }, '方案待会审');
}

/** What three organs say of the plan that is open: all of them agree. */
export async function reviewPlan(app: App, on: string): Promise<void> {
  const review = await edit(app);
  await fillIn(review, { 会审单位: { choice: organs } });
  const sound = { 问题一一回应: true, 措施有针对性: true, 责任清晰: true, 时限合理: true };
  for (const organ of organs)
    await addRow(review, '会审意见', {
      ...{ 会审单位: { choice: organ }, 审核人: `${organ}某`, 审核日期: on },
      ...{ ...sound, 结论: { choice: '同意' } },
    });
  await app.screenshot('plan-reviewed');
  await save(app);
}

/** 完成 of the one measure of the item that is open, with this evidence; back to the item. */
export async function finishMeasure(app: App, item: string, evidence: string): Promise<void> {
  const { page } = app;
  const measures = page.locator('section', { hasText: '整改措施（1）' });
  await measures.locator('tbody tr.clickable a').first().click();
  await page.locator('.form-head h1').getByText(/^CS/u).waitFor();
  await takeStep(app, '完成', { 完成日期: day(), 佐证材料: evidence }, '已完成');
  await button(page, '返回列表').click();
  await page.locator('.form-head h1').getByText(item).waitFor();
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
    await take(app, 'rectItem', item.id, 'acknowledge', { acknowledgedBy: '黄某', acknowledgedAt: on });
    await take(app, 'rectMeasure', measure.id, 'finish', { doneAt: on, evidence: '检查记录、制度文本' });
  }
}

export async function judgeDone(app: App, entered: readonly Entered[]): Promise<void> {
  for (const { item } of entered) await take(app, 'rectItem', item.id, 'assess', { completion: 'DONE' });
}
