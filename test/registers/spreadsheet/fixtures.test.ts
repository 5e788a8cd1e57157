import { describe, expect, it } from 'vitest';
import { checkSheet } from '../../../main/registers/spreadsheet/consistency.ts';
import { detectLayout, rankSheets } from '../../../main/registers/spreadsheet/header-detection.ts';
import {
  countKinds,
  fixtureBytes,
  importSheet,
  mappedTo,
  openBytes,
  rowsAccountedFor,
  targets,
} from './support.ts';

describe('the county ledger of 320 letters', async () => {
  const book = await openBytes(fixtureBytes('county-petitions-2026-round2'));
  const sheet = await book.readSheet(0);
  const imported = await importSheet(sheet);

  it('accounts for every row of the sheet exactly once', () => {
    expect(rowsAccountedFor(sheet, imported.layout)).toBe(true);
    expect(countKinds(imported.layout)).toEqual({
      title: 1,
      unitLine: 1,
      heading: 2,
      data: 320,
      blank: 5,
      total: 1,
      signature: 1,
    });
  });

  it('proposes only the sheet that holds letters', async () => {
    const sheets = await Promise.all(
      book.sheets.map(async (_, index) => {
        const read = await book.readSheet(index);
        return { index, sheet: read, layout: detectLayout(read, targets) };
      }),
    );
    expect(rankSheets(sheets, targets)).toEqual([0]);
  });

  it('maps every column by its two-level heading', () => {
    expect(mappedTo(imported)).toEqual({
      A: '#serial',
      B: 'receivedAt',
      C: 'channel',
      D: 'petitioners.name',
      E: 'isRealName',
      F: 'petitioners.phone',
      G: 'accused.name',
      H: 'accused.unit',
      I: 'accused.post',
      J: 'summary',
      K: 'proposal',
      L: 'approval',
      M: 'remark',
    });
  });

  it('agrees with the total the ledger states', () => {
    expect(imported.records).toHaveLength(320);
    expect(checkSheet(sheet, imported.layout, imported.groups, '件')).toEqual([]);
  });

  it('refuses only the four letters that break a rule, each at its cell', () => {
    const errors = imported.records.flatMap((record) =>
      record.problems.filter((problem) => problem.severity === 'error'),
    );
    expect(errors.map(({ row, path }) => `${row} ${path ?? ''}`)).toEqual([
      '45 receivedAt',
      '82 receivedAt',
      '108 summary',
      '268 summary',
    ]);
  });

  it('reads dates in every form of the ledger', () => {
    const dates = imported.records.map((record) => record.values['receivedAt']);
    expect(dates.filter((date) => typeof date === 'string' && /^2026-0[345]-\d\d$/.test(date))).toHaveLength(
      318,
    );
  });

  it('keeps anonymous letters without petitioner and real names with their telephone', () => {
    const real = imported.records.filter((record) => record.values['isRealName'] === true);
    expect(real).toHaveLength(134);
    expect(
      real.filter((record) => /^1\d{10}$/.test(String(record.children['petitioners']?.[0]?.['phone']))),
    ).toHaveLength(133);
    const anonymous = imported.records.filter((record) => record.children['petitioners']?.length === 0);
    expect(anonymous.every((record) => record.values['isRealName'] === false)).toBe(true);
  });

  it('takes the handling from 拟办意见 where the clerk wrote only that', () => {
    const counts = new Map<unknown, number>();
    for (const { values } of imported.records)
      counts.set(values['handling'], (counts.get(values['handling']) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      undefined: 51,
      ASSIGN: 53,
      SELF: 50,
      FORWARD: 60,
      TRANSFER: 49,
      RETAIN: 57,
    });
  });
});

it('finds heading and rows of a rectification ledger, blank rows of merged items included', async () => {
  const sheet = await (await openBytes(fixtureBytes('civil-affairs-rectification'))).readSheet(0);
  const layout = detectLayout(sheet, targets);
  expect(layout.heading).toEqual({ from: 2, to: 2 });
  expect(rowsAccountedFor(sheet, layout)).toBe(true);
  expect(countKinds(layout)).toEqual({ title: 1, heading: 1, data: 56 });
});

it('finds heading and rows of a pool of people without title', async () => {
  const sheet = await (await openBytes(fixtureBytes('quzhou-people-pool'))).readSheet(0);
  const layout = detectLayout(sheet, targets);
  expect(layout.heading).toEqual({ from: 1, to: 1 });
  expect(countKinds(layout)).toEqual({ heading: 1, data: 180 });
});
