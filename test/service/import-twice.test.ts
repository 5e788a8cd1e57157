/** Whatever sheet of whatever register is imported twice as the program proposes: the second time brings nothing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { fc } from '../support/property.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionOn, permissionsOf } from '../../domain/access/permissions.ts';
import { type CodeIndex, codesOf, createCodeIndex } from '../../domain/codes/lookup.ts';
import type { Register } from '../../domain/register.ts';
import { secrecyFields } from '../../domain/registers/common/secrecy-fields.ts';
import { registerOf, registers, type RegisterId } from '../../domain/registers/registers.ts';
import { registerModules } from '../../main/registers/modules.ts';
import { anchorsOf } from '../../main/registers/same-record.ts';
import { asOneSheet } from '../../main/registers/spreadsheet/parts-as-rows.ts';
import { type ImportTarget, importTargets } from '../../main/registers/spreadsheet/targets.ts';
import type { Input, Output } from '../../preload/contract/contract.ts';
import {
  createTestPcs,
  fileToken,
  foundTestOffice,
  jobId,
  type TestPc,
  testUsers,
} from '../support/office.ts';

const pcs = createTestPcs();
let pc: TestPc;
const users = [...testUsers, { account: 'plan', role: 'PLANNER' as const }];
let codes: CodeIndex;
let plan: string | null = null;

beforeAll(async () => {
  pc = pcs.pc('county', () => Date.parse('2026-04-20T09:00:00+08:00'));
  await foundTestOffice(pc, 'COUNTY', undefined, users);
  await pc.signIn('rect');
  codes = createCodeIndex((await pc.call('codes.all', {})).codes);
  const values = { targetId: '县民政局党组', feedbackAt: '2026-03-02' };
  const input = { register: 'rectPlan' as const, id: null, rev: null, values, children: {} };
  const rest = { draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
  plan = (await pc.call('records.save', { ...input, ...rest })).id;
}, 60_000);
afterAll(() => pcs.dispose());

const imported = registers.filter((register: Register) => register.id === 'rectItem' || !register.partOf);

/** The account that imports it. */
function accountFor(register: Register): string {
  const needed = permissionOn(register, 'import');
  const user = users.find(({ role }) => needed !== undefined && permissionsOf([role]).has(needed));
  if (!user) throw new Error(`nobody imports ${register.id}`);
  return user.account;
}

/** Few different values, so that rows repeat each other in part. */
function cellOf({ field }: ImportTarget, n: number, salt: string): string {
  const { type, list = '', label, min = 0 } = field;
  if (type === 'date') return `2026-03-0${1 + (n % 2)}`;
  if (type === 'code' || type === 'codes') return codesOf(codes, list, '2026-04-20')[n % 2]?.label ?? '';
  if (type === 'boolean') return n % 2 === 0 ? '是' : '否';
  if (type === 'integer' || type === 'money') return String(min + 1 + (n % 3));
  if (type === 'phone') return `1391234567${n % 3}`;
  if (type === 'idNumber' || type === 'region') return '';
  return `${label.slice(0, 4)}甲乙丙`.slice(0, 5) + '一二三'.charAt(n % 3) + salt;
}

/** Registers whose rules, or whose cells with posts and relatives in them, refuse rows of such words. */
const strict: ReadonlySet<string> = new Set(['lead', 'rectPlan', 'poolPerson']);
const secrecy = new Set(secrecyFields.map(({ key }) => key));

/** Columns that no rule of the register refuses for each other's sake: what is required, and words. */
function isPlain({ field }: ImportTarget): boolean {
  const isWord = ['text', 'longText'].includes(field.type) && (field.maxLength ?? 20) >= 20;
  return field.required === true || (isWord && !secrecy.has(field.key));
}

type Rows = readonly (readonly number[])[];

/** `salt` makes other records of the same rows. */
function sheetOf(
  targets: readonly ImportTarget[],
  rows: Rows,
  salt: string,
): Readonly<Record<string, string>> {
  const book = utils.book_new();
  const cells = rows.map((row) =>
    targets.map((target, column) => {
      const n = row[column % row.length] ?? 0;
      return n > 3 && target.field.required !== true ? '' : cellOf(target, n, salt);
    }),
  );
  const head = targets.map(({ label }) => label);
  utils.book_append_sheet(book, utils.aoa_to_sheet([head, ...cells]), '表');
  const path = join(pcs.folder, `${jobId()}.xlsx`);
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return { [fileToken]: path };
}

async function check(
  register: RegisterId,
  targets: readonly ImportTarget[],
  files: Readonly<Record<string, string>>,
): Promise<{ readonly id: string; readonly counts: Output<'import.check'>['counts'] }> {
  const whole = register === 'rectItem' ? plan : null;
  const opened = await pc.call('import.open', { job: jobId(), register, whole, file: fileToken }, files);
  const id = opened.import;
  await pc.call('import.sheet', { job: jobId(), import: id, sheet: '表', headerRows: [1, 1] });
  const mapping = targets.map(({ path }, index) => ({ index, target: path }));
  const { counts } = await pc.call('import.check', { job: jobId(), import: id, mapping, contextYear: null });
  return { id, counts };
}

/** What a commit brings, or null when nothing is left to bring. */
async function commit(
  id: string,
  decision: Input<'import.decideAll'>['decision'],
): Promise<Output<'import.commit'> | null> {
  await pc.call('import.decideAll', { import: id, decision });
  // The invented words of one register may read like a letter's in another.
  const how = { allowPartial: true, namedReason: '照录，并非反映人' };
  const result = await pc.service.call('import.commit', { job: jobId(), import: id, ...how }, {});
  if (!result.ok) expect(result.error.type).toBe('NothingToImport');
  await pc.call('import.close', { import: id });
  return result.ok ? (result.value as Output<'import.commit'>) : null;
}

const total = async (register: RegisterId): Promise<number> =>
  (await pc.call('records.totals', { register, filters: [], sort: [] })).total;

describe('a sheet imported twice', { timeout: 120_000 }, () => {
  it.each(imported.filter((register: Register) => register.repeats).map(({ id }) => id))(
    'loses no row the first time, and brings nothing the second: %s',
    async (id) => {
      const register: Register = registerOf(id);
      await pc.signIn(accountFor(register));
      const targets = importTargets(asOneSheet(register)).filter(isPlain);
      const numbers = fc.array(fc.nat(5), { minLength: 7, maxLength: 7 });
      const rows = fc.array(numbers, { minLength: 2, maxLength: 7 });
      let run = 0;
      let brought = 0;
      await fc.assert(
        fc.asyncProperty(rows, async (some) => {
          run += 1;
          const content = [...some, ...some.slice(0, 1)];
          const files = sheetOf(targets, content, String(run));
          const before = await total(id);
          const first = await check(id, targets, files);
          const { refused } = first.counts;
          // Of nothing in the register: every row is a record, or a part of one, unless the clerk says otherwise.
          expect(first.counts.skipped).toBe(0);
          const done = (await commit(first.id, 'import')) ?? { imported: 0, updated: 0 };
          brought += done.imported;
          expect(done.imported + done.updated + refused).toBe(content.length);
          // A row of a record that is there may bring a further part of it.
          if (asOneSheet(register) === register) expect(done.updated).toBe(0);
          expect(await total(id)).toBe(before + done.imported);
          const second = await check(id, targets, files);
          expect(second.counts).toMatchObject({ new: 0, update: 0, refused });
          if (!register.eventLog) expect(second.counts.duplicate).toBe(0);
          else expect(second.counts.skipped).toBe(0);
          expect(await commit(second.id, 'skip')).toBeNull();
        }),
        { numRuns: process.env['SLOW'] ? 60 : 3 },
      );
      if (!strict.has(id)) expect(brought).toBeGreaterThan(0);
    },
  );
});

describe('every register', () => {
  it('says in which fields its records repeat each other, and finds them by an index', () => {
    // What the program alone writes nobody enters or imports twice.
    for (const { register, findDuplicates } of registerModules.filter((each) => !each.register.byProgram)) {
      expect(
        `${register.id} ${String((register.repeats !== undefined) !== (findDuplicates !== undefined))}`,
      ).toBe(`${register.id} true`);
      if (register.repeats) expect(anchorsOf(register)).toHaveLength(1);
      const required = register.fields.filter((field) => field.required).map(({ key }) => key);
      if (register.repeats) expect(required).toContain(register.repeats[0]);
    }
  });
});
