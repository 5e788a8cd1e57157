/** A round that crosses counties, named in a visit, a talk or a lead: the question that the blank tick raises. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { clueManager, failureOf, openOffice, person, registrar, type Office } from './office.ts';
import { content, persons } from './leads.ts';

type Values = Input<'records.save'>['values'];
type Named = 'reception' | 'activity' | 'lead';

const planner = person('plan', ['PLANNER']);
const member = person('member', ['RECT_OFFICER']);

let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

const round = (name: string, kinds: readonly string[], more: Values = {}) =>
  office.save(planner, {
    register: 'inspectionRound',
    values: { name, roundNo: 3, level: 'COUNTY', kinds: [...kinds], ...more },
  }).id;

const visit = { receivedAt: '2026-03-09', kind: 'CALL', summary: '反映发包不公开', recorder: '赵某某' };
const receivers = [{ rowId: '', values: { name: '钱某某', isLocal: false } }];
const talk = { heldAt: '2026-03-09', kind: 'TALK', subject: '谈话', place: '驻地', count: 1, isLocal: false };
const found = { ...content, isLocal: false };

/** Saves a new one with what it takes beside the tick; throws where something is asked. */
function enter(register: Named, values: Values): { readonly id: string; readonly rev: number } {
  const actor = { reception: registrar, activity: member, lead: clueManager }[register];
  const rest = { reception: visit, activity: talk, lead: found }[register];
  const children = { reception: { receivers }, activity: {}, lead: { persons } }[register];
  return office.save(actor, { register, values: { ...rest, ...values }, children });
}

const asked = (register: Named, values: Values): string =>
  failureOf(() => enter(register, values)).fields?.['crossRound'] ?? '';

describe('a record that names a cross inspection', () => {
  test.each([
    ['reception', 'isCross', '交叉巡察'],
    ['activity', 'isCross', '交叉巡察'],
    ['lead', 'dualReportRequired', '须双汇报'],
  ] as const)(
    '%s is asked about where the tick is blank, and not where it says yes or no',
    (register, tick, label) => {
      round('第三轮 交叉巡察', ['REGULAR', 'CROSS']);
      round('第四轮', ['REGULAR']);
      const roundId = '第三轮交叉巡察';
      expect(asked(register, { roundId })).toContain(`“${roundId}”是交叉巡察，没有填写“${label}”。`);
      for (const said of [true, false]) enter(register, { roundId, [tick]: said });
      for (const other of ['第四轮', '第九轮', null]) enter(register, { roundId: other });
    },
  );

  test('that is one by its part in a campaign counts as one', () => {
    const { id: campaign } = office.save(planner, {
      register: 'campaign',
      values: { name: '粮食购销联动', modes: ['LINKED'], linkage: ['TASK'], from: '2026-03-01' },
      children: {
        layers: [
          { rowId: '', values: { level: 'COUNTY', office: '甲县', roundId: '第三轮', mode: 'CROSS' } },
          { rowId: '', values: { level: 'COUNTY', office: '乙县', roundId: '第四轮', mode: 'ELEVATED' } },
        ],
      },
    });
    for (const name of ['第三轮', '第四轮']) round(name, ['LINKED'], { campaign });
    expect(asked('reception', { roundId: '第三轮' })).toContain('是交叉巡察');
    enter('reception', { roundId: '第四轮' });
  });

  test('is not taken for the round of the same name that another office has', () => {
    const received = round('第三轮', ['CROSS']);
    office.vault.transact((tx) =>
      tx.run(`UPDATE inspectionRound SET office = '330800XCB' WHERE id = ?`, [received]),
    );
    expect(asked('reception', { roundId: '第三轮' })).toContain('是交叉巡察');
    round('第三轮', ['REGULAR']);
    enter('reception', { roundId: '第三轮' });
  });

  test('is not asked about again once the question was answered, but anew for another round', () => {
    for (const name of ['第三轮', '第五轮']) round(name, ['CROSS']);
    const roundId = '第三轮';
    const confirmed = { crossRound: '本件是常规巡察遗留' };
    const values = { ...visit, roundId };
    const { id, rev } = office.save(registrar, {
      ...{ register: 'reception', values, children: { receivers }, confirmed },
    });
    const change = (at: number, more: Values) =>
      office.save(registrar, { register: 'reception', id, rev: at, values: more });
    const next = change(rev, { place: '接访室' });
    expect(failureOf(() => change(next.rev, { roundId: '第五轮' })).fields?.['crossRound']).toContain(
      '第五轮',
    );
  });

  test('of what is no talk is only told in the form', () => {
    round('第三轮', ['CROSS']);
    const roundId = '第三轮';
    enter('activity', { roundId, kind: 'DOCUMENTS', subject: '查阅账册' });
    const causes = (names: Record<string, string>, register: Named = 'activity') =>
      office.engine.reads['records.causes'](member, { register, names }).keys;
    expect(causes({ roundId })).toEqual(['crossRound']);
    expect(causes({ roundId: '第四轮' })).toEqual([]);
    expect(causes({})).toEqual([]);
  });
});
