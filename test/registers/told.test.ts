/** What a record rests on stays behind it, and whoever may not read it is not told that there is anything. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { clueManager, director, director2, failureOf, openOffice, person, type Office } from './office.ts';

type Values = Input<'records.save'>['values'];

const officer = person('officer', ['RECT_OFFICER']);
let office: Office;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

function saveLead(): string {
  const values = {
    ...{
      title: '工程未招标',
      problemIntro: '工程未招标',
      registeredAt: '2026-03-09',
      sourceKind: 'INSPECTION',
    },
    ...{ hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE', markKind: 'WORK_SECRET' },
  };
  const children = { persons: [{ rowId: '', values: { name: '李某某' } }] };
  const confirmed = { sourceNamed: '未登记' };
  return office.save(clueManager, { register: 'lead', values, children, confirmed }).id;
}

const get = (actor: typeof officer, id: string) =>
  office.engine.reads['records.get'](actor, { register: 'problem', id });

function saveProblem(): { readonly id: string; readonly lead: string } {
  const lead = saveLead();
  const values = { targetId: '县民政局党组', statement: '工程未招标', facts: '2025年', leadIds: [lead] };
  return { id: office.save(director, { register: 'problem', values }).id, lead };
}

function change(actor: typeof officer, id: string, values: Values): void {
  office.save(actor, { register: 'problem', id, rev: get(actor, id).rev, values });
}

describe('a meeting about a lead', () => {
  const registrar = person('clerk', ['REGISTRAR']);
  const meeting = (actor: typeof officer, id: string) =>
    office.engine.reads['records.get'](actor, { register: 'meeting', id });

  it('names it to who may read leads, from both sides, and to nobody else', () => {
    const lead = saveLead();
    const values = { title: '线索会商', kind: 'LEAD_CONSULT', heldAt: '2026-03-09', leadIds: [lead] };
    const both = person('both', ['REGISTRAR', 'CLUE_MANAGER']);
    const { id } = office.save(both, { register: 'meeting', values });
    expect(meeting(both, id).values['leadIds']).toEqual([lead]);
    const links = office.engine.reads['records.links'](both, { register: 'lead', id: lead });
    expect(JSON.stringify(links)).toContain(id);
    expect(meeting(registrar, id).values).not.toHaveProperty('leadIds');
    const seen = office.engine.reads['records.links'](registrar, { register: 'meeting', id });
    expect(JSON.stringify(seen)).not.toContain(lead);
  });
});

describe('a problem with a lead behind it', () => {
  it('says nothing of it to whoever may not read leads, on its page, in the list and in its history', () => {
    const { id, lead } = saveProblem();
    expect(get(director, id).values['leadIds']).toEqual([lead]);
    expect(get(officer, id).values).not.toHaveProperty('leadIds');
    const query = { register: 'problem' as const, filters: [], sort: [] };
    const page = office.engine.reads['records.page'](officer, { ...query, offset: 0, limit: 10 });
    expect(JSON.stringify(page)).not.toContain(lead);
    const told = (actor: typeof officer) =>
      office.engine.reads['records.history'](actor, { register: 'problem', id }).entries.flatMap(
        ({ changes }) => changes.map(({ field }) => field),
      );
    expect(told(director)).toContain('leadIds');
    expect(told(officer)).not.toContain('leadIds');
  });

  it('tells nobody else by what a filter, an order or the values to choose from would show', () => {
    const { lead } = saveProblem();
    const query = { register: 'problem' as const, filters: [], sort: [] };
    const { reads } = office.engine;
    const filled = [{ field: 'leadIds', op: 'empty' as const, value: false }];
    const asks: readonly ((actor: typeof officer) => unknown)[] = [
      (actor) => reads['records.facets'](actor, { ...query, field: 'leadIds' }),
      (actor) => reads['records.totals'](actor, { ...query, filters: filled }),
      (actor) => reads['records.page'](actor, { ...query, filters: filled, offset: 0, limit: 10 }),
      (actor) =>
        reads['records.page'](actor, {
          ...{ ...query, offset: 0, limit: 10 },
          sort: [{ field: 'leadIds', direction: 'asc' }],
        }),
      (actor) => office.engine.matchingIds(actor, { ...query, filters: filled }, 10),
    ];
    for (const ask of asks) {
      expect(ask(director)).toBeDefined();
      const refused = failureOf(() => ask(officer));
      expect(refused.type).toBe('NoSuchColumn');
      expect(JSON.stringify(refused)).not.toContain(lead);
    }
  });

  it('keeps it when somebody saves it who was not told', () => {
    const { id, lead } = saveProblem();
    change(officer, id, { statement: '工程没有招标', leadIds: [] });
    expect(get(director, id).values).toMatchObject({ statement: '工程没有招标', leadIds: [lead] });
  });

  it('keeps it once the problem was confirmed; another may be added', () => {
    const { id, lead } = saveProblem();
    const { rev } = get(director, id);
    const step = { register: 'problem' as const, id, rev, transition: 'confirm', reason: null };
    office.write((tx) =>
      office.engine.writes['records.transition'](tx, director2, {
        ...step,
        values: { confirmedAt: '2026-03-09' },
      }),
    );
    const refused = failureOf(() => change(director, id, { leadIds: [] }));
    expect(refused.fields?.['leadIds']).toContain('不能取消关联');
    const second = saveLead();
    change(director, id, { leadIds: [lead, second] });
    expect(get(director, id).values['leadIds']).toEqual([lead, second]);
  });
});
