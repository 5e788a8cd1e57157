import { fc } from '../support/property.ts';
import { beforeAll, describe, it } from 'vitest';
import { deadlineRuleSeed } from '../../domain/calendar/rules.ts';
import { codesOf, createCodeIndex } from '../../domain/codes/lookup.ts';
import { codeSeed } from '../../domain/codes/seed.ts';
import type { Field, Value, Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { sourceOf, type ReportId } from '../../domain/statistics/measures.ts';
import { describeReport, rowsOf } from '../../domain/statistics/reports.ts';
import { computeReport } from '../../main/reports/compute.ts';
import type { Writer } from '../../main/vault/api.ts';
import { expectCellsOpen } from './support/opens.ts';
import { openStore, storeRecord, type StoredRecord } from './support/store.ts';

const codes = createCodeIndex(codeSeed);
const context = {
  codes,
  rules: deadlineRuleSeed,
  today: '2026-03-15',
  offices: [{ id: 'city', name: '某市委巡察办' }],
};
const reports: readonly ReportId[] = ['R-04', 'R-09', 'R-10', 'R-15', 'R-16', 'R-17', 'R-18', 'R-22'];
const sources = (report: ReportId): readonly string[] => {
  const description = describeReport(report, context);
  return [...new Set(description.measures.map((measure) => sourceOf(measure, description).register))];
};
const registers = [...new Set(reports.flatMap(sources))];

const day = fc
  .date({ min: new Date('2025-12-01'), max: new Date('2026-06-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** What may stand in a field; texts only where reports make rows of them. */
function valueOf({ key, type, list }: Field, dateField: string): fc.Arbitrary<Value> {
  if (key === dateField) return day;
  const listed = (): string[] => codesOf(codes, list ?? '').map(({ code }) => code);
  const some = (value: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.option(value, { freq: 3 });
  if (['roundId', 'groupId', 'targetId', 'project'].includes(key)) return some(fc.constantFrom('甲', '乙'));
  if (type === 'date') return some(day);
  if (type === 'boolean') return some(fc.boolean());
  if (type === 'integer' || type === 'money') return some(fc.integer({ min: -3, max: 2_000_000 }));
  if (type === 'code') return some(fc.constantFrom(...listed()));
  if (type === 'codes') return some(fc.subarray(listed(), { minLength: 1, maxLength: 3 }));
  return fc.constant(null);
}

function recordsOf(id: string): fc.Arbitrary<readonly StoredRecord[]> {
  const { fields, dateField, workflow } = registerOf(id);
  const states = workflow.states.map(({ code }) => code);
  const plain = fields.filter(({ compartment }) => compartment === undefined);
  const values = fc.record(
    Object.fromEntries(plain.map((field) => [field.key, valueOf(field, dateField)])),
  ) as fc.Arbitrary<Values>;
  return fc
    .array(
      fc.record({
        office: fc.constantFrom('city', 'county'),
        void: fc.boolean(),
        state: fc.constantFrom(...states),
        values,
      }),
      { maxLength: 12 },
    )
    .map((list) => list.map((record, index) => ({ ...record, id: `${id}${index}` })));
}

type Filled = Readonly<Record<string, readonly StoredRecord[]>>;

const filled: fc.Arbitrary<Filled> = fc.record(
  Object.fromEntries(registers.map((register) => [register, recordsOf(register)])),
);

const runs = { numRuns: process.env['SLOW'] ? 300 : 12 };

describe('every figure of every report', () => {
  let store: Writer;
  beforeAll(async () => {
    store = await openStore('inspectionRound', ...registers.filter((id) => id !== 'petition'));
  });

  it.each(reports)('opens exactly the records it counts: %s', (id) => {
    fc.assert(
      fc.property(filled, fc.constantFrom(...rowsOf(id)), (data, rows) => {
        const description = describeReport(id, { ...context, rows });
        for (const register of registers) {
          store.run(`DELETE FROM "${register}"`);
          for (const record of data[register] ?? []) storeRecord(store, registerOf(register), record);
        }
        const period = { from: '2026-01-01', to: '2026-05-31', offices: null };
        expectCellsOpen(computeReport(store, { report: id, rows, ...period }, context), description, data);
      }),
      runs,
    );
  });
});
