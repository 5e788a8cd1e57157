import { expect, it } from 'vitest';
import { codeSeed } from '../../../domain/codes/seed.ts';
import { noOthers } from '../../../domain/no-others.ts';
import type { ChildRowsByKey, Field, Register, Transition, Value, Values } from '../../../domain/register.ts';
import { registers } from '../../../domain/registers/registers.ts';
import { isOffered } from '../../../domain/steps.ts';

const today = '2026-04-20';
const day = '2026-04-01';

/** Something a clerk might enter, for codes every one of them. */
function entries({ type, list }: Field): readonly Value[] {
  const codes = codeSeed.filter((code) => code.list === list).map(({ code }) => code);
  switch (type) {
    case 'code':
      return codes;
    case 'codes':
      return codes.map((code) => [code]);
    case 'boolean':
      return [true, false];
    case 'date':
      return [day, today, '2026-05-01'];
    case 'integer':
    case 'money':
    case 'percent':
      return [1, 0];
    default:
      return ['某某'];
  }
}

function filledIn(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field.key, entries(field)[0] ?? null]));
}

/** Every way in which child tables are empty or have a row. */
function rowsOf({ children }: Register): readonly ChildRowsByKey[] {
  return children.reduce<readonly ChildRowsByKey[]>(
    (all, { key, fields }) =>
      all.flatMap((one) => [one, { ...one, [key]: [{ rowId: key, values: filledIn(fields) }] }]),
    [{}],
  );
}

/** The answers of a step's dialog that meet a refusal which names none of them, so that the button would stay grey. */
function unaskable(register: Register, step: Transition, values: Values, children: ChildRowsByKey): string[] {
  const judge = (answers: Values) =>
    step.guard?.({ values: { ...values, ...answers }, children, actor: 'clerk', today, ...noOthers });
  const namesAnswer = (failure: ReturnType<typeof judge>): boolean =>
    Object.keys(failure?.fields ?? {}).some((key) => step.asks.includes(key));
  const refused = judge({});
  if (!refused || namesAnswer(refused)) return [];
  return register.fields
    .filter(({ key }) => step.asks.includes(key))
    .filter((field) => entries(field).some((value) => judge({ [field.key]: value }) === undefined))
    .map(({ key }) => `${register.id}.${step.key}: ${refused.type} is met by ${key}`);
}

it('no step is refused beforehand for what its own dialog asks', () => {
  const found = new Set<string>();
  const every: readonly Register[] = registers;
  for (const register of every) {
    const all = filledIn(register.fields);
    for (const step of register.workflow.transitions) {
      if (!step.guard || step.asks.length === 0) continue;
      const blank = Object.fromEntries(step.asks.map((key) => [key, null]));
      const before = [{ ...all, ...blank }, ...step.asks.map((key) => ({ ...all, [key]: null }))];
      for (const children of rowsOf(register))
        for (const values of before.filter((each) => isOffered(step, each)))
          for (const each of unaskable(register, step, values, children)) found.add(each);
    }
  }
  expect([...found]).toEqual([]);
});
