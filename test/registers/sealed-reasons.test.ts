/** Why something was done to a lead, and what its files are called, lies in the seal of the change. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { moduleOf } from '../../main/registers/commands.ts';
import { sealOlderReasons, withOlderReasons } from '../../main/registers/older-reasons.ts';
import { inOneGo } from '../../main/vault/slices.ts';
import { clueManager, openOffice, type Office } from './office.ts';

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
      sourceKind: 'PETITION',
    },
    ...{ hasNature: true, hasFacts: true, hasEvidence: true, exclusion: 'NONE', markKind: 'WORK_SECRET' },
  };
  const children = { persons: [{ rowId: '', values: { name: '李某某' } }] };
  return office.save(clueManager, { register: 'lead', values, children, confirmed: { sourceNamed: '暗标' } })
    .id;
}

const stored = () =>
  office.vault.all<{ reason: string | null }>("SELECT * FROM change WHERE register = 'lead'");
const told = (id: string) =>
  office.engine.reads['records.history'](clueManager, { register: 'lead', id }).entries.map(
    ({ reason }) => reason,
  );
const lead = () => moduleOf(office.engine.context, 'lead').register;

describe('the reason of a change', () => {
  it('stands nowhere in the table, and is read by who keeps leads', () => {
    const id = saveLead();
    const { rev } = office.engine.reads['records.get'](clueManager, { register: 'lead', id });
    const values = { title: '工程没有招标' };
    office.save(clueManager, { register: 'lead', id, rev, values });
    expect(stored().map(({ reason }) => reason)).toEqual([null, null]);
    expect(told(id).join('')).toContain('暗标');
    const { entries } = office.engine.reads['records.history'](clueManager, { register: 'lead', id });
    expect(entries[0]?.changes).toMatchObject([{ before: '工程未招标', after: '工程没有招标' }]);
  });

  it('that an earlier program or somebody without the key left in clear is sealed by the next holder, time and again, together with what was sealed of the change', () => {
    const id = saveLead();
    const { rev } = office.engine.reads['records.get'](clueManager, { register: 'lead', id });
    office.save(clueManager, { register: 'lead', id, rev, values: { title: '工程没有招标' } });
    expect(withOlderReasons(office.vault, [lead()])).toEqual([]);
    for (const reason of ['先前的理由', '旧理由']) {
      office.vault.transact((tx) => tx.run('UPDATE change SET reason = ? WHERE rev = 2', [reason]));
      expect(withOlderReasons(office.vault, [lead()])).toHaveLength(1);
      office.vault.transact((tx) => inOneGo(sealOlderReasons(tx, office.vault, lead())));
      expect(withOlderReasons(office.vault, [lead()])).toEqual([]);
      expect(stored().map((each) => each.reason)).toEqual([null, null]);
    }
    expect(told(id)).toEqual(['旧理由', expect.stringContaining('暗标')]);
    const { entries } = office.engine.reads['records.history'](clueManager, { register: 'lead', id });
    expect(entries[0]?.changes).toMatchObject([{ before: '工程未招标' }]);
  });
});
