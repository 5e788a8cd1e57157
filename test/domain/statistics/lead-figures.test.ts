import { fc } from '../../support/property.ts';
import { describe, expect, it } from 'vitest';
import { codesOf, createCodeIndex } from '../../../domain/codes/lookup.ts';
import { codeSeed } from '../../../domain/codes/seed.ts';
import { formColumns, leadColumns } from '../../../domain/statistics/lead-columns.ts';
import {
  countedDays,
  formFigures,
  formlessLeads,
  leadFigures,
  leadsBehind,
  movementFailure,
  movementOf,
  undatedLeads,
  type CountedLead,
} from '../../../domain/statistics/lead-figures.ts';
import type { Values } from '../../../domain/register.ts';
import { conditionToFilter } from '../../../main/reports/condition-sql.ts';
import { matches } from '../../reports/support/matches.ts';

const period = { from: '2026-01-01', to: '2026-06-30' };

function lead(values: Values, results: readonly Values[] = []): CountedLead {
  return { values, results };
}

function many(count: number, values: Values): readonly CountedLead[] {
  return Array.from({ length: count }, () => lead(values));
}

describe('the movement of leads', () => {
  const leads = [
    ...many(10, { registeredAt: '2025-11-03' }),
    ...many(1, { registeredAt: '2026-02-02' }),
    ...many(4, { registeredAt: '2026-02-02', concludedAt: '2026-05-06' }),
    ...many(3, { registeredAt: '2026-07-01' }),
  ];

  it('is what was there, plus what came, less what was finished', () => {
    expect(movementOf(leads, period)).toEqual({ opening: 10, added: 5, closed: 4, closing: 11 });
    expect(movementFailure(movementOf(leads, period))).toBeUndefined();
  });

  it('that does not add up blocks the report and says by how much', () => {
    const failure = movementFailure({ opening: 10, added: 5, closed: 4, closing: 12 });
    expect(failure?.why).toBe('期初在办10件＋新增5件－办结4件＝11件，与期末在办12件不符。');
    const impossible = [...leads, lead({ registeredAt: '2026-03-02', concludedAt: '2025-12-31' })];
    expect(movementFailure(movementOf(impossible, period))?.type).toBe('MovementMismatch');
  });
});

describe('the figures of leads', () => {
  it('count every event on its own date', () => {
    const figures = leadFigures(
      [
        lead({
          registeredAt: '2025-12-31',
          handoverAt: '2026-01-01',
          handoverTo: 'DISCIPLINE',
          dispositionAt: '2026-07-01',
        }),
      ],
      period,
    );
    expect(figures).toMatchObject({ registered: 0, handedOver: 1, 'handedOver.DISCIPLINE': 1, filed: 0 });
    expect(figures['disposed.PRELIM']).toBeUndefined();
  });

  it('split the hand-overs so that the parts add up: 192 = 23 + 169', () => {
    const figures = leadFigures(
      [
        ...many(23, { handoverAt: '2026-03-02', handoverTo: 'DISCIPLINE' }),
        ...many(169, { handoverAt: '2026-03-02', handoverTo: 'TARGET_ORG' }),
      ],
      period,
    );
    expect(figures['handedOver']).toBe(192);
    expect((figures['handedOver.DISCIPLINE'] ?? 0) + (figures['handedOver.TARGET_ORG'] ?? 0)).toBe(192);
  });

  it('keep persons and decisions apart: 103 persons of three ranks, 149 decisions', () => {
    const ranks = [
      ...Array.from({ length: 9 }, () => 'COUNTY'),
      ...Array.from({ length: 52 }, () => 'TOWNSHIP'),
      ...Array.from({ length: 42 }, () => 'STAFF'),
    ];
    const first = ranks.map((rank, index): Values => ({
      name: `某${index}`,
      unitPost: '某单位',
      rank,
      decidedAt: '2026-04-01',
      otherMeasures: ['NOTICE'],
    }));
    const again = first.slice(0, 46).map((row): Values => ({ ...row, partySanction: 'WARNING' }));
    const leads = [lead({}, first), lead({}, again)];
    expect(leadFigures(leads, period)).toMatchObject({ handled: 103, party: 46 });
    expect(formFigures(leads, period)).toEqual({ F1: 103, F2: 46, F3: 0, F4: 0, total: 149 });
  });

  it('count who was only transferred to the judiciary on the day of the transfer', () => {
    const transferred = { name: '甲', isTopLeader: true, judicial: true, judicialAt: '2026-04-01' };
    const leads = [lead({}, [transferred])];
    expect(leadFigures(leads, period)).toMatchObject({ judicial: 1, handled: 1, topLeaders: 1 });
    expect(formFigures(leads, period)).toMatchObject({ F4: 1, total: 1 });
    expect(countedDays(lead({}, [transferred]))).toEqual(new Set(['2026-04-01']));
    for (const key of ['judicial', 'topLeaders', 'F4', 'total'])
      expect(leadsBehind(leads, period, key)).toEqual(leads);
  });

  it('count a decision and the transfer after it each on its own day, and one form', () => {
    const both = { name: '甲', partySanction: 'EXPULSION', decidedAt: '2026-06-30' };
    const leads = [lead({}, [{ ...both, judicial: true, judicialAt: '2026-07-01' }])];
    const after = { from: '2026-07-01', to: '2026-12-31' };
    expect(leadFigures(leads, period)).toMatchObject({ party: 1, judicial: 0, handled: 1 });
    expect(leadFigures(leads, after)).toMatchObject({ party: 0, judicial: 1, handled: 1 });
    expect([formFigures(leads, period)['F4'], formFigures(leads, after)['F4']]).toEqual([1, 0]);
  });

  it('tell what has no day to count on, and what stands under no form', () => {
    const [undated, formless, counted, byOneDay] = [
      lead({}, [{ name: '甲', otherMeasures: ['ADMONITION'] }]),
      lead({}, [{ name: '乙', otherMeasures: ['POLICE'], decidedAt: '2026-04-01' }]),
      lead({}, [{ name: '丙', otherMeasures: ['ADMONITION'], decidedAt: '2026-04-01' }]),
      lead({}, [{ name: '丁', partySanction: 'EXPULSION', judicial: true, decidedAt: '2026-04-01' }]),
    ];
    const sanctioned = lead({}, [{ name: '戊', judicial: true }]);
    const leads = [undated, formless, counted, byOneDay, sanctioned];
    expect(undatedLeads(leads, ['handled'])).toEqual([undated, sanctioned]);
    expect(undatedLeads(leads, ['sanctioned', 'judicial'])).toEqual([sanctioned]);
    expect(formlessLeads(leads, period)).toEqual([formless]);
    expect(formFigures(leads, period)).toEqual({ F1: 1, F2: 0, F3: 0, F4: 1, total: 2 });
    expect(leadFigures([byOneDay], period)).toMatchObject({ judicial: 1 });
  });

  it('call feedback in time when it came by the day that counts, an extended one included', () => {
    const figures = leadFigures(
      [
        lead({ replyDueAt: '2026-04-10', replyAt: '2026-04-10' }),
        lead({ replyDueAt: '2026-04-10', replyAt: '2026-04-11' }),
        lead({ replyDueAt: '2026-04-10', extendedDueAt: '2026-05-10', replyAt: '2026-05-08' }),
        lead({ replyDueAt: '2026-04-10' }),
        lead({ replyDueAt: '2026-07-10' }),
      ],
      period,
    );
    expect(figures).toMatchObject({ replyDue: 4, replied: 2 });
  });

  it('do not yet call feedback due whose term comes after the day of the table, unless it is there', () => {
    const leads = [
      lead({ replyDueAt: '2026-04-10', replyAt: '2026-04-10' }),
      lead({ replyDueAt: '2026-04-10' }),
      lead({ replyDueAt: '2026-05-10', replyAt: '2026-04-15' }),
      lead({ replyDueAt: '2026-05-10' }),
    ];
    const on = { ...period, today: '2026-04-20' };
    expect(leadFigures(leads, on)).toMatchObject({ replyDue: 3, replied: 2 });
    expect(leadsBehind(leads, on, 'replyRate')).toEqual(leads.slice(0, 3));
    expect(leadFigures(leads, { ...on, today: '2026-05-10' })).toMatchObject({ replyDue: 4, replied: 2 });
  });
});

const codes = createCodeIndex(codeSeed);
const day = fc
  .date({ min: new Date('2025-10-01'), max: new Date('2026-09-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const codeOf = (list: string) => maybe(fc.constantFrom(...codesOf(codes, list).map(({ code }) => code)));

const someLeads = fc.array(
  fc.record({
    values: fc.record({
      registeredAt: day,
      approvedAt: maybe(day),
      handoverAt: maybe(day),
      handoverTo: codeOf('handoverTo'),
      dispositionAt: maybe(day),
      disposition: codeOf('disposition'),
      filedAt: maybe(day),
      filedPersons: maybe(fc.nat(9)),
      replyDueAt: maybe(day),
      extendedDueAt: maybe(day),
      replyAt: maybe(day),
      concludedAt: maybe(day),
      recovered: maybe(fc.nat(900)),
    }),
    results: fc.array(
      fc.record({
        name: fc.constantFrom('甲', '乙'),
        decidedAt: maybe(day),
        partySanction: codeOf('partySanction'),
        adminSanction: codeOf('adminSanction'),
        judicial: maybe(fc.boolean()),
        judicialAt: maybe(day),
        otherMeasures: maybe(fc.constantFrom(['ADMONITION'], ['POLICE'])),
        isTopLeader: maybe(fc.boolean()),
      }),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 20 },
);

describe('the figures of a month', () => {
  it('come from the leads with a counted day in it, and from all of them what was there', () => {
    fc.assert(
      fc.property(someLeads, (leads) => {
        const inPeriod = leads.filter((each) =>
          [...countedDays(each)].some((day) => day >= period.from && day <= period.to),
        );
        expect(leadFigures(inPeriod, period, leads)).toEqual(leadFigures(leads, period));
        expect(formFigures(inPeriod, period)).toEqual(formFigures(leads, period));
      }),
    );
  });
});

describe('the leads a figure opens', () => {
  it('give the same figure when they alone are counted, and none of them could be left out', () => {
    fc.assert(
      fc.property(someLeads, (list) => {
        const leads = list.map((each, index) => ({ ...each, id: String(index), office: 'a', void: false }));
        for (const { key, behind, where, text } of [...leadColumns(codes), ...formColumns(codes)]) {
          const figures = (of: readonly CountedLead[]) => ({
            ...leadFigures(of, period),
            ...formFigures(of, period),
          });
          const filters = where?.(period).map(conditionToFilter);
          const shown = filters
            ? leads.filter((each) => matches(each, { filters }))
            : leadsBehind(leads, period, behind ?? key);
          if (!key.endsWith('.share'))
            expect(`${key} ${text(figures(shown))}`).toBe(`${key} ${text(figures(leads))}`);
          const whole = key === 'replyRate' ? 'replyDue' : (behind ?? key);
          for (const one of shown) {
            const alone = figures([one])[whole] ?? 0;
            if (key !== 'filedPersons') expect(`${key} ${String(alone)}`).not.toBe(`${key} 0`);
          }
        }
      }),
      { numRuns: process.env['SLOW'] ? 400 : 60 },
    );
  });
});
