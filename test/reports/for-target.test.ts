/** Every form and every register is decided on: whether it goes to the inspected organisation. */
import type { Register, Transition } from '../../domain/register.ts';
import { expect, it } from 'vitest';
import { registers } from '../../domain/registers/registers.ts';
import { recordForms } from '../../main/reports/record-forms.ts';

it('the papers an inspected organisation receives pass the leak check, and a new form is decided on', () => {
  const ids = (wanted: (forTarget: unknown) => boolean): readonly string[] =>
    recordForms.flatMap(({ id, forTarget }) => (wanted(forTarget) ? [id] : [])).toSorted();
  expect(ids((forTarget) => forTarget === true)).toEqual([
    'F05',
    'F20',
    'F21',
    'F22',
    'F23',
    'F24',
    'F26',
    'F27',
    'F28',
    'F29',
    'F30',
    'F32',
    'F34',
    'F39',
    'F44',
  ]);
  expect(ids((forTarget) => typeof forTarget === 'function')).toEqual(['F13', 'F14']);
  expect(ids((forTarget) => forTarget === undefined)).toEqual([
    ...['F01', 'F02', 'F03', 'F04', 'F06', 'F07', 'F08', 'F09', 'F10', 'F11', 'F12', 'F15', 'F16', 'F17'],
    ...[
      'F18',
      'F19',
      'F31',
      'F33',
      'F35',
      'F36',
      'F37',
      'F38',
      'F40',
      'F41',
      'F42',
      'F43',
      'F55',
      'F56',
      'F57',
      'F58',
    ],
  ]);
});

it('every register that goes outside has a step that signs it, or is signed as a part', () => {
  const signed = registers.filter((each) =>
    each.workflow.transitions.some((step: Transition) => step.signsOut),
  );
  expect(signed.map(({ id }) => id)).toEqual([
    ...['fundComparison', 'problem', 'rectPlan', 'rectItem', 'urgeNotice', 'resultUse', 'publicity'],
  ]);
});

it('the lists an inspected organisation works from pass it as spreadsheets', () => {
  expect(registers.filter((each: Register) => each.outsideReaders === 'target').map(({ id }) => id)).toEqual([
    ...['fundComparison', 'problem', 'rectPlan', 'rectItem', 'rectMeasure', 'urgeNotice', 'resultUse'],
  ]);
});
