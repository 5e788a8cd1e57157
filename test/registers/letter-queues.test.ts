/** Who a letter waits for once it is decided: whoever takes the step that was approved, and nobody else. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nextSteps } from '../../domain/steps.ts';
import { petition } from '../../domain/registers/petition/petition.ts';
import {
  accused,
  director,
  failureOf,
  letter,
  type Office,
  openOffice,
  person,
  registrar,
} from './office.ts';

const keeper = person('keeper', ['CLUE_MANAGER']);

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.dispose());

/** A letter for which this was approved; undefined: an old one that does not say. */
function decided(handling?: string): string {
  const { id } = office.save(registrar, { values: letter, children: { accused } });
  office.vault.transact((tx) =>
    tx.run("UPDATE petition SET state = 'APPROVED', handling = ? WHERE id = ?", [handling ?? null, id]),
  );
  return id;
}

const waiting = (actor: typeof director) =>
  office.engine.reads['dashboard.todo'](actor)
    .queues.filter(({ label }) => label.endsWith('（已批办）'))
    .map(({ label, count, filters }) => {
      const query = { register: 'petition' as const, filters, sort: [] };
      expect(office.engine.reads['records.totals'](actor, query).total).toBe(count);
      return `${label} ${count}`;
    });

test('a letter to be put right at once waits for the director, and not for the registrar', () => {
  decided('IMMEDIATE');
  expect(waiting(director)).toEqual(['待立行立改（已批办） 1']);
  expect(waiting(registrar)).toEqual([]);
  for (const handling of ['RETAIN', 'MERGE', 'NOT_ACCEPT']) decided(handling);
  expect(waiting(director)).toEqual(['待留存备查、并件等（已批办） 4']);
  expect(waiting(registrar)).toEqual([]);
});

test('letters to be passed on, of own work and those that do not say wait for the registrar', () => {
  for (const handling of ['ASSIGN', 'FORWARD', undefined]) decided(handling);
  expect(waiting(registrar)).toEqual(['待转办/交办（已批办） 3']);
  decided('SELF');
  expect(waiting(registrar)).toEqual(['待转办/交办、自办办结（已批办） 4']);
  expect(waiting(director)).toEqual([]);
});

test('a letter to become a lead waits for who keeps the leads', () => {
  decided('ASSIGN');
  expect(waiting(keeper)).toEqual([]);
  decided('TRANSFER');
  expect(waiting(keeper)).toEqual(['待转线索（已批办） 1']);
});

test('what is to be put right at once is due by the day that was set, and closed once the report is in', () => {
  const id = decided('IMMEDIATE');
  const values = { toOrg: '县民政局党组', sentAt: '2026-03-09', replyDueAt: '2026-03-12' };
  office.step(director, id, 'rectifyNow', values, '群众反映强烈');
  const clock = () => office.get(registrar, id).deadlines.find(({ rule }) => rule === 'P_ASSIGN_REPLY');
  expect(clock()).toMatchObject({ due: '2026-03-12', state: 'open' });
  const close = { concludedAt: '2026-03-09', replyText: '已改' };
  expect(failureOf(() => office.step(registrar, id, 'close', close)).type).toBe('ReplyOutstanding');
  office.step(registrar, id, 'reply', { replyAt: '2026-03-09', replyResult: 'TRUE' });
  expect(clock()).toMatchObject({ state: 'met' });
  office.step(registrar, id, 'close', close);
  expect(office.get(registrar, id).state).toBe('CLOSED');
});

test('the page names the step that was approved as the next one', () => {
  const next = (handling: string) =>
    nextSteps(petition.workflow, 'APPROVED', { handling }).map(({ label }) => label);
  expect(next('IMMEDIATE')).toEqual(['立行立改']);
  expect(next('NOT_ACCEPT')).toEqual(['不予受理']);
  expect(next('SELF')).toEqual(['自办办结']);
  expect(next('TRANSFER')).toEqual(['转办/交办', '转线索']);
});

test('who tries to pass on or close what is to be put right at once is told whose turn it is', () => {
  const id = decided('IMMEDIATE');
  const refusal = (transition: string, values: Record<string, string>) => {
    const { rev } = office.get(registrar, id);
    const wish = { register: 'petition' as const, id, rev, transition, values, reason: '' };
    return failureOf(() =>
      office.write((tx) => office.engine.writes['records.transition'](tx, registrar, wish)),
    );
  };
  const send = { toOrg: '县民政局党组', toDocNo: '〔2026〕1号', sentAt: '2026-03-09' };
  expect(refusal('send', send).next).toContain('请由巡察办主任在本件页面办理“立行立改”');
  const close = { concludedAt: '2026-03-09', replyText: '已改' };
  expect(refusal('closeOwn', close).next).toContain('请由巡察办主任在本件页面办理“立行立改”');
});
