import { describe, expect, it } from 'vitest';
import { lead } from '../../../domain/registers/lead/lead.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { fundComparison } from '../../../domain/registers/fund-comparison/fund-comparison.ts';
import { urgeNotice } from '../../../domain/registers/urge-notice/urge-notice.ts';
import type { Register } from '../../../domain/register.ts';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { docket } from '../../support/docket.ts';
import { columnsOf, defaultColumns, shownColumns } from '../../../renderer/registers/columns.ts';

const columns = columnsOf(petition, () => true);

describe('the columns of a register', () => {
  it('put the number first whatever was kept', () => {
    const shown = shownColumns(columns, [
      { field: 'summary', width: 300 },
      { field: 'no', width: 180 },
      { field: 'goneField', width: 100 },
    ]);
    expect(shown.map(({ key, width }) => [key, width])).toEqual([
      ['no', 180],
      ['summary', 300],
    ]);
  });

  it('show what the description shows when nothing was kept', () => {
    const keys = defaultColumns(columns).map(({ field }) => field);
    expect(keys.slice(0, 2)).toEqual(['no', 'state']);
    expect(keys).toEqual(
      expect.arrayContaining(['receivedAt', 'petitioners', 'accused', 'summary', 'nextDue']),
    );
    expect(shownColumns(columns, null).map(({ key }) => key)).toEqual(keys);
  });

  it('show the deadline beside the state where it has warning lights', () => {
    for (const register of [lead, rectItem])
      expect(
        defaultColumns(columnsOf(register, () => true))
          .slice(0, 3)
          .map(({ field }) => field),
      ).toEqual(['no', 'state', 'nextDue']);
    expect(defaultColumns(columns)[2]?.field).not.toBe('nextDue');
  });

  it('show beside the state what says how far an item has come', () => {
    const shown = defaultColumns(columnsOf(rectItem, () => true, true)).map(({ field }) => field);
    expect(shown.slice(0, 5)).toEqual(['no', 'state', 'nextDue', 'status', 'office']);
    expect(shown.filter((key) => key === 'status')).toHaveLength(1);
  });

  it('show a single deadline there too, and none where there is nothing to wait for', () => {
    const shown = (register: Register): readonly string[] =>
      defaultColumns(columnsOf(register, () => true)).map(({ field }) => field);
    expect(shown(urgeNotice)[2]).toBe('nextDue');
    expect(shown(fundComparison)).not.toContain('nextDue');
  });

  it('show what a lead is called and whom it is about before who registered it, dates and codes', () => {
    const keys = (may: boolean): readonly string[] =>
      defaultColumns(columnsOf(lead, () => may, true)).map(({ field }) => field);
    expect(keys(true).slice(0, 6)).toEqual(['no', 'state', 'nextDue', 'title', 'persons', 'office']);
    expect(keys(false)).not.toContain('title');
  });

  it('offer a filter on sealed rows only to those who may search them', () => {
    const sealed = (may: boolean): unknown =>
      columnsOf(petition, () => may).find(({ key }) => key === 'petitioners')?.filter;
    expect(sealed(true)).toBe('text');
    expect(sealed(false)).toBeUndefined();
  });

  it('show sealed fields to whom can open them, elsewhere only their masks, and never sort by them', () => {
    const sealed = (may: boolean): unknown =>
      columnsOf(docket, () => may)
        .filter(({ field }) => field?.compartment)
        .map(({ key, filter, sortable }) => [key, filter ?? null, sortable]);
    expect(sealed(true)).toEqual([
      ['title', 'text', false],
      ['finder', null, false],
      ['amount', null, false],
      ['urgent', null, false],
      ['story', null, false],
    ]);
    expect(sealed(false)).toEqual([['finder', null, false]]);
  });

  it('are wide enough for their headings', () => {
    for (const { label, width } of columns) expect(width).toBeGreaterThanOrEqual(label.length * 14);
  });
});
