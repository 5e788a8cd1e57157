/** What no window of ours would send: malformed input, names of no procedure, tokens of no file. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../domain/failure.ts';
import { serviceContract, type ServiceProcedureName } from '../../preload/contract/contract.ts';
import { folderDigest } from '../support/folder-digest.ts';
import { createTestPcs, fileToken, foundTestOffice, type TestPc } from '../support/office.ts';
import { inputsFor, nowhere } from './inputs.ts';
import { letter, saveLetter } from './letters.ts';

const names = Object.keys(serviceContract) as ServiceProcedureName[];
const seed = Number(process.env['SEED'] ?? 20260309);
const perProcedure = process.env['SLOW'] ? 20_000 : 2_000;
const pcs = createTestPcs();
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county');
  await foundTestOffice(pc, 'COUNTY');
  await pc.signIn('reg');
  await saveLetter(pc, letter);
}, 60_000);
afterAll(() => pcs.dispose());

type Pick = <T>(from: readonly T[]) => T;

/** A small generator that any failing case can be made again with. */
function createPick(start: number): Pick {
  let state = start >>> 0;
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const found = from[Math.floor((state / 2 ** 32) * from.length)];
    if (found === undefined && from.length === 0) throw new Error('nothing to pick from');
    return found as (typeof from)[number];
  };
}

const long = '长'.repeat(20_001);
const junk: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => NaN,
  () => -1,
  () => 2 ** 53,
  () => 1.5,
  () => true,
  () => '',
  () => long,
  () => "'; DROP TABLE petition; --",
  () => '../../../etc/passwd',
  () => '\u0000\uD800',
  () => [],
  () => [[[[]]]],
  () => ({}),
  () => ({ length: 1e9 }),
  () => JSON.parse('{"__proto__":{"admin":true}}') as unknown,
  () => ({ constructor: { prototype: {} } }),
  () => new Uint8Array(3),
  () => new Date(0),
  () => new Map([['a', 1]]),
  () => 10n,
  () => `file_${'g'.repeat(32)}`,
];
const strangeKeys = [
  'extra',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '\u0000',
  'ID',
  'role',
];

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The valid input with one thing wrong somewhere, or something else altogether. */
function spoil(value: unknown, pick: Pick): unknown {
  if (!isPlain(value) || Object.keys(value).length === 0 || pick([0, 1, 2, 3, 4, 5]) === 0) {
    if (!isPlain(value) || pick([true, false])) return pick(junk)();
    return withKey(value, pick(strangeKeys), pick(junk)());
  }
  const key = pick(Object.keys(value));
  switch (pick(['drop', 'deeper', 'deeper', 'replace', 'add'])) {
    case 'drop':
      return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
    case 'add':
      return withKey(value, pick(strangeKeys), pick(junk)());
    case 'replace':
      return { ...value, [key]: pick(junk)() };
    default:
      return { ...value, [key]: spoil(value[key], pick) };
  }
}

/** With an own property even when it is called `__proto__`. */
function withKey(value: Record<string, unknown>, key: string, added: unknown): unknown {
  const spoiled = { ...value };
  Object.defineProperty(spoiled, key, { value: added, enumerable: true, configurable: true, writable: true });
  return spoiled;
}

describe('what the window never sends', { timeout: 300_000 }, () => {
  it('is refused as invalid whatever is wrong with it, and changes not one byte', async () => {
    const before = folderDigest(pc.userData);
    const events = pc.events.length;
    const { sequence } = await pc.call('vault.health', {});
    let calls = 0;
    for (const [index, name] of names.entries()) {
      const pick = createPick(seed + index);
      const schema = serviceContract[name].input;
      const valid = inputsFor(nowhere)[name];
      for (let count = 0; count < perProcedure;) {
        const input = spoil(valid, pick);
        // Some spoiled inputs are merely unusual; those are no matter for this test.
        if (schema.safeParse(input).success) continue;
        count += 1;
        const result = await pc.service.call(name, input, {});
        if (result.ok || (result.error as Failure).type !== 'InvalidInput') {
          expect.unreachable(`${name} with seed ${seed + index}, case ${count}: ${JSON.stringify(result)}`);
        }
      }
      calls += perProcedure;
    }
    expect(pc.bugs).toEqual([]);
    expect(pc.events.length).toBe(events);
    expect((await pc.call('vault.health', {})).sequence).toBe(sequence);
    expect(folderDigest(pc.userData)).toBe(before);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    console.log(`${calls} malformed calls over ${names.length} procedures refused, seed ${seed}`);
  });

  it('reaches no procedure under a name that is none', async () => {
    const before = folderDigest(pc.userData);
    const strange = [
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '',
      'records',
      'Records.page',
    ];
    for (const name of strange) {
      const result = await pc.service.call(name, {}, {});
      expect([name, result.ok]).toEqual([name, false]);
    }
    // Each is a fault of the window and noted as one; nothing of it is shown.
    expect(pc.bugs.splice(0).map(String)).toEqual(strange.map((name) => `Error: unknown procedure ${name}`));
    expect(folderDigest(pc.userData)).toBe(before);
  });

  it('opens no file for a token that came without a path', async () => {
    const before = folderDigest(pc.userData);
    await pc.call('session.current', {});
    const inherited = Object.create({ [fileToken]: '/etc/hostname' }) as Record<string, string>;
    const wrong: readonly (readonly [ServiceProcedureName, Readonly<Record<string, string>>])[] = [
      ['import.open', {}],
      ['import.open', inherited],
      ['template.download', { [`file_${'1'.repeat(32)}`]: '/tmp/elsewhere' }],
    ];
    for (const [name, files] of wrong) {
      const result = await pc.service.call(name, inputsFor(nowhere)[name], files);
      expect(result.ok).toBe(false);
    }
    expect(pc.bugs.splice(0)).toHaveLength(3);
    expect(folderDigest(pc.userData)).toBe(before);
  });

  it('says the same to the clerk about every fault of ours, and never what it was', async () => {
    const result = await pc.service.call('records.pagE', { secret: '王小明' }, {});
    expect(JSON.stringify(result)).not.toMatch(/王小明|pagE|unknown/u);
    pc.bugs.splice(0);
  });
});
