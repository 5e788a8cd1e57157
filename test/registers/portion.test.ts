/** Whatever there is to send goes in packages of a size that can be taken, and each of them can be taken by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordKind } from '../../domain/package-kinds.ts';
import type { PackagedRecord } from '../../main/registers/packaged.ts';
import {
  accused,
  cityOffice,
  letter,
  type Office,
  office as countyInfo,
  openOffice,
  person,
  registrar,
} from './office.ts';

const officer = person('officer', ['RECT_OFFICER']);
let county: Office;
let city: Office;
beforeAll(async () => {
  county = await openOffice();
  city = await openOffice({ of: cityOffice });
});
afterAll(async () => {
  await county.dispose();
  await city.dispose();
});

const journeysOf = (kind: RecordKind) => county.engine.journeys(kind, 'up', cityOffice.id);

interface Line {
  readonly register: string;
  readonly line: PackagedRecord;
}

/** Everything in portions of `most`, each as its recipient gets it. */
async function inPortions(kind: RecordKind, most: number, since = 0): Promise<readonly (readonly Line[])[]> {
  const { engine, vault } = county;
  const packages: Line[][] = [];
  for (let from = since, left = 1; left > 0;) {
    const portion = engine.portionOf(journeysOf(kind), { from, until: engine.currentSeq(vault) }, most);
    const lines: Line[] = [];
    for (const journey of journeysOf(kind))
      for await (const line of engine.changedSince(journey, from, portion.until, { identities: 'none' }))
        lines.push({ register: journey.register.id, line });
    packages.push(lines);
    from = portion.until;
    ({ left } = portion);
  }
  return packages;
}

/** What becomes of a package at the city. */
function take(lines: readonly Line[]): readonly string[] {
  const delivery = { package: 'BAO', sender: countyInfo.id, files: new Map() };
  return city.vault.transact((tx) =>
    lines.map(({ register, line }) => {
      const { receive, finish } = city.engine.startReceiving(tx, officer, register, delivery, 1);
      const { outcome, reason } = receive(structuredClone(line), () => false, false);
      finish();
      return outcome === 'refused' ? reason : outcome;
    }),
  );
}

const savePart = (register: 'rectPlan' | 'rectItem' | 'rectMeasure', values: Record<string, string>) =>
  county.save(officer, { register, values, children: {} });

describe('what goes to an office', () => {
  it('goes in portions, oldest change first, everything once', async () => {
    const saved = ['甲', '乙', '丙', '丁', '戊'].map((name) =>
      county.save(registrar, {
        values: { ...letter, summary: `反映${name}乡有关问题` },
        children: { accused },
      }),
    );
    const packages = await inPortions('petitions', 2);
    expect(packages.map((lines) => lines.map(({ line }) => line.id))).toEqual([
      saved.slice(0, 2).map(({ id }) => id),
      saved.slice(2, 4).map(({ id }) => id),
      saved.slice(4).map(({ id }) => id),
    ]);
    expect((await inPortions('petitions', 5)).map(({ length }) => length)).toEqual([5]);
  });

  it('brings along what it belongs to, though that changed later', async () => {
    const plan = savePart('rectPlan', { targetId: '县民政局党组', feedbackAt: '2026-03-02' });
    const items = ['一', '二', '三'].map((no) =>
      savePart('rectItem', {
        ...{ plan: plan.id, statement: `问题${no}`, type: 'IMMEDIATE', dueAt: '2026-03-20' },
      }),
    );
    for (const { id } of items) savePart('rectMeasure', { item: id, content: '清退' });
    for (const { id, register } of [
      ...items.map((item) => ({ id: item.id, register: 'rectItem' as const })),
      { id: plan.id, register: 'rectPlan' as const },
    ]) {
      const { rev } = county.engine.reads['records.get'](officer, { register, id });
      county.save(officer, { register, id, rev, values: { remark: '补充说明' }, children: {} });
    }
    const packages = await inPortions('rectification', 1);
    expect(packages.length).toBeGreaterThan(3);
    const outcomes = packages.map(take);
    expect(outcomes[0]).toEqual(['new', 'new', 'new']);
    expect(outcomes.flat().filter((each) => !['new', 'changed', 'unchanged'].includes(each))).toEqual([]);
    const held = city.vault.all<{ id: string }>('SELECT id FROM rectPlan UNION SELECT id FROM rectItem');
    expect(new Set(held.map(({ id }) => id))).toEqual(new Set([plan.id, ...items.map(({ id }) => id)]));
  });

  it('leaves out what the recipient has answered for, but for what he refused of it', async () => {
    const { engine, vault } = county;
    const [journey] = journeysOf('petitions');
    if (!journey) throw new Error('letters do not travel');
    const seqs = vault.all<{ id: string; seq: number }>(
      'SELECT id, changedSeq AS seq FROM petition ORDER BY changedSeq',
    );
    const [first, refused, third, fourth, fifth] = seqs;
    if (!first || !refused || !third || !fourth || !fifth) throw new Error('there are five letters');
    const idsSince = async (again: readonly string[], base: number): Promise<readonly string[]> => {
      const since = { base, answered: third.seq, again };
      const ids: string[] = [];
      for await (const { id } of engine.changedSince(journey, since, fifth.seq, { identities: 'none' }))
        ids.push(id);
      expect(engine.countChangedSince(journey, since, fifth.seq)).toBe(ids.length);
      return ids;
    };
    expect(await idsSince([refused.id], 0)).toEqual([refused.id, fourth.id, fifth.id]);
    expect(await idsSince([], 0)).toEqual([fourth.id, fifth.id]);
    expect(await idsSince([first.id], first.seq)).toEqual([fourth.id, fifth.id]);
  });

  it('is not cut in two where much goes with one change', async () => {
    const seq = county.engine.currentSeq(county.vault);
    county.vault.transact((tx) => tx.run('UPDATE rectMeasure SET changedSeq = ?', [seq]));
    const packages = await inPortions('rectification', 1, seq - 1);
    expect(packages.map((lines) => lines.map(({ register }) => register))).toEqual([
      ['rectPlan', 'rectMeasure', 'rectMeasure', 'rectMeasure'],
    ]);
  });
});
