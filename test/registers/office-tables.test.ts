import { describe, expect, it } from 'vitest';
import { avoidanceProfilesOf, avoidanceRulesOf } from '../../domain/avoidance/tables.ts';
import { avoidanceProfileSeed, avoidanceRuleSeed } from '../../domain/avoidance/rules.ts';
import { rowsAt } from '../../domain/office-tables/office-table.ts';
import { officeRowSeed, officeTables } from '../../domain/office-tables/tables.ts';
import { checkRow } from '../../main/registers/office-tables.ts';

const today = '2026-11-22';
const ofTable = (id: string) => rowsAt(officeRowSeed, id, today);

describe('the tables of the office', () => {
  it('say as stored what they were shipped as', () => {
    expect(avoidanceRulesOf(ofTable('avoidanceRule'))).toEqual(avoidanceRuleSeed);
    expect(avoidanceProfilesOf(ofTable('avoidanceProfile'))).toEqual(avoidanceProfileSeed);
  });

  it.each(officeTables)('ship nothing in $label that the office could not have saved', (table) => {
    for (const row of table.seed) expect(() => checkRow(table, table.seed, row)).not.toThrow();
  });

  it('leave out a row whose term is over', () => {
    const ended = officeRowSeed.map((row) => (row.code === 'A7' ? { ...row, validTo: '2026-01-01' } : row));
    expect(rowsAt(ended, 'avoidanceRule', today).map(({ code }) => code)).not.toContain('A7');
  });

  it('refuse a rule the program does not know, a name twice, and an exception without its reason', () => {
    const refusal = (id: string, change: object): unknown => {
      const table = officeTables.find((each) => each.id === id);
      const [row] = table?.seed ?? [];
      if (!table || !row) throw new Error(id);
      try {
        checkRow(table, table.seed, { ...row, ...change });
        return undefined;
      } catch (error) {
        return (error as { failure?: { type: string } }).failure?.type;
      }
    };
    expect(refusal('avoidanceRule', { code: 'A99', label: '新规则' })).toBe('Invalid');
    expect(refusal('avoidanceRule', { label: '工作地' })).toBe('Invalid');
    expect(refusal('groupSkill', { values: { majors: ['LAW'], atLeast: 11 } })).toBe('Invalid');
    expect(refusal('groupSkill', { values: { majors: ['LAW'], atLeast: 1, more: 1 } })).toBe('Invalid');
    expect(refusal('avoidanceProfile', { values: { localRoles: ['DEPUTY'], reason: '' } })).toBe(
      'ReasonMissing',
    );
  });
});
