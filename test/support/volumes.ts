/** Made-up records of any register, by its description, and an office as large as a city's after many years. */
import type { Actor } from '../../domain/access/permissions.ts';
import { addDays } from '../../domain/calendar/dates.ts';
import { codesOf, type CodeIndex } from '../../domain/codes/lookup.ts';
import type { Field, Register, Value, Values } from '../../domain/register.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { createEngine, type Engine, migrate } from '../../main/registers/engine.ts';
import type { NewRecord } from '../../main/registers/insert-many.ts';
import { quietJob } from '../../main/service/jobs.ts';
import { createDice, syntheticLetters } from '../../main/service/practice/synthetic.ts';
import type { Vault } from '../../main/vault/api.ts';
import { office } from '../registers/office.ts';

export interface Volumes {
  readonly letters: number;
  readonly leads: number;
  readonly problems: number;
  /** Three for each item, which is one for each problem. */
  readonly measures: number;
  /** Of each register beside these. */
  readonly others: number;
}

export const issueVolumes: Volumes = {
  letters: 200_000,
  leads: 20_000,
  problems: 100_000,
  measures: 300_000,
  others: 5_000,
};

const firstDay = '2023-01-02';
const days = 1150;
const rounds = 8;
const itemsOfPlan = 200;
const sentence = '未按规定程序集体研究决定，项目验收把关不严，台账资料不完整，群众反映较多，';

type Dice = () => number;

const pick = <T>(dice: Dice, from: readonly T[]): T | undefined => from[Math.floor(dice() * from.length)];
const dayOf = (dice: Dice): string => addDays(firstDay, Math.floor(dice() * days));

/** Fields a clerk fills: those that must be, those that lists show and those that are filtered by. */
const isFilled = (field: Field): boolean =>
  field.required === true || field.listWidth !== undefined || field.filter !== undefined;

function madeUpValue(field: Field, dice: Dice, codes: CodeIndex, n: number): Value {
  switch (field.type) {
    case 'code':
      return pick(dice, codesOf(codes, field.list ?? ''))?.code ?? null;
    case 'codes':
      return [pick(dice, codesOf(codes, field.list ?? ''))?.code ?? ''].filter((code) => code !== '');
    case 'date':
      return dayOf(dice);
    case 'integer':
      return Math.floor(dice() * 100);
    case 'money':
      return Math.floor(dice() * 1_000_000) * 100;
    case 'boolean':
      return dice() < 0.3;
    case 'text':
      return field.required ? `${field.label}第${n}号` : `${field.label}${Math.floor(dice() * 300)}`;
    case 'longText':
      return `${field.label}第${n}号：${sentence.repeat(1 + Math.floor(dice() * 2))}`;
    default:
      return null;
  }
}

/** `own` fills what the description cannot tell, above all the records named. */
export function madeUpRecords(
  register: Register,
  count: number,
  codes: CodeIndex,
  own: (n: number, dice: Dice) => Partial<NewRecord> & { readonly values?: Values } = () => ({}),
): readonly NewRecord[] {
  const dice = createDice(register.id.length + count);
  const fields = register.fields.filter(
    (field) => field.key === register.dateField || (isFilled(field) && field.derived !== true),
  );
  return Array.from({ length: count }, (_, n) => {
    const made = fields.map((field) => [field.key, madeUpValue(field, dice, codes, n)] as const);
    const { values, ...rest } = own(n, dice);
    const where = { roundId: `第${(n % rounds) + 1}轮`, targetId: targetName(n % 500) };
    const known = Object.fromEntries(
      Object.entries(where).filter(([key]) => fields.some((each) => each.key === key)),
    );
    return {
      values: { ...Object.fromEntries(made), ...known, ...values },
      children: {},
      state: pick(dice, register.workflow.states)?.code ?? register.workflow.initial,
      ...rest,
    };
  });
}

const targetName = (n: number): string => `县第${n}局党组`;

/** Most of what was entered years ago is finished. */
const mostlyDone = (dice: Dice, done: string, open: readonly string[]): string =>
  dice() < 0.8 ? done : (pick(dice, open) ?? done);

/** Who writes, and into what. */
export interface Registrar {
  readonly vault: Vault;
  readonly engine: Engine;
  readonly actor: Actor;
}

/** The engine on that vault, whose clock stands in March 2026 and goes on by a second at every question. */
export function openVolumes(vault: Vault, actor: Actor): Registrar {
  let now = Date.parse('2026-03-09T12:00:00+08:00');
  const dice = createDice(1);
  const engine = createEngine({
    vault,
    office,
    now: () => (now += 1000),
    bytes: (length) => Uint8Array.from({ length }, () => Math.floor(dice() * 256)),
    userName: (id) => id,
    petitionerSalt: () => null,
  });
  vault.transact((tx) => migrate(tx));
  return { vault, engine, actor };
}

async function insert(
  { vault, engine, actor }: Registrar,
  register: string,
  records: readonly NewRecord[],
  atOnce = 5000,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let from = 0; from < records.length; from += atOnce) {
    const part = records.slice(from, from + atOnce);
    const options = { action: 'import', reason: null };
    const done = await vault.transactLong(
      (tx) => engine.insertMany(tx, actor, register, part, options),
      quietJob,
    );
    ids.push(...done.ids);
  }
  return ids;
}

/** Plans with their items and measures, one organisation after the other, as ledgers are imported. */
async function fillLedger(
  registrar: Registrar,
  volumes: Volumes,
  problems: readonly string[],
): Promise<void> {
  const { codes } = registrar.engine.reference();
  const plans = Math.ceil(problems.length / itemsOfPlan);
  const planIds = await insert(
    registrar,
    'rectPlan',
    madeUpRecords(registerOf('rectPlan'), plans, codes, (n) => ({
      values: { targetId: targetName(n % 500), roundId: `第${(n % rounds) + 1}轮` },
      state: 'CONTINUING',
    })),
  );
  const states: string[] = [];
  const items = madeUpRecords(registerOf('rectItem'), problems.length, codes, (n, dice) => {
    const state = mostlyDone(dice, 'CLOSED', ['NOT_STARTED', 'IN_PROGRESS', 'APPLYING']);
    states.push(state);
    const closed = state === 'CLOSED' ? dayOf(dice) : null;
    return {
      values: {
        plan: planIds[Math.floor(n / itemsOfPlan)] ?? null,
        problem: problems[n] ?? null,
        completion: closed ? 'DONE' : null,
        assessedAt: closed,
        closedAt: closed,
      },
      // Closed below: an item that is closed takes no measures.
      state: 'IN_PROGRESS',
    };
  });
  const itemIds = await insert(registrar, 'rectItem', items);
  const each = volumes.measures / itemIds.length;
  const measures = madeUpRecords(registerOf('rectMeasure'), volumes.measures, codes, (n, dice) => {
    const state = mostlyDone(dice, 'DONE', ['NOT_STARTED', 'IN_PROGRESS']);
    return {
      values: {
        item: itemIds[Math.floor(n / each)] ?? null,
        doneAt: state === 'DONE' ? dayOf(dice) : null,
      },
      state,
    };
  });
  await insert(registrar, 'rectMeasure', measures);
  const standing = JSON.stringify(itemIds.map((id, n) => [id, states[n]]));
  registrar.vault.transact((tx) =>
    tx.run(
      `UPDATE rectItem SET state = wanted.state
       FROM (SELECT value ->> 0 AS id, value ->> 1 AS state FROM json_each(?)) AS wanted
       WHERE rectItem.id = wanted.id`,
      [standing],
    ),
  );
}

/** Registers whose counts the reports need beside the large ones. */
const otherRegisters = ['activity', 'fundComparison', 'institution', 'supervisionTask', 'urgeNotice'];

function madeUpLeads(count: number, codes: CodeIndex): readonly NewRecord[] {
  return madeUpRecords(registerOf('lead'), count, codes, (n, dice) => {
    const registeredAt = dayOf(dice);
    const done = dice() < 0.8;
    const name = `被反映人${n % 4000}`;
    return {
      values: { registeredAt, concludedAt: done ? addDays(registeredAt, 60) : null },
      children: {
        persons: [{ rowId: '', values: { name, unit: targetName(n % 500) } }],
        results: done
          ? [{ rowId: '', values: { name, decidedAt: addDays(registeredAt, 50), partySanction: 'WARNING' } }]
          : [],
      },
      state: done ? 'DONE' : 'HANDED_OVER',
    };
  });
}

/** The same seed gives the same office. */
export async function fillVolumes(registrar: Registrar, volumes: Volumes): Promise<void> {
  const { codes } = registrar.engine.reference();
  const letters = syntheticLetters({
    seed: 7,
    count: volumes.letters,
    from: firstDay,
    days,
    rowId: () => '',
  });
  await insert(
    registrar,
    'petition',
    letters.map(({ values, children }) => ({ values, children })),
    10_000,
  );
  await insert(registrar, 'lead', madeUpLeads(volumes.leads, codes), 2000);
  const problems = madeUpRecords(registerOf('problem'), volumes.problems, codes);
  await fillLedger(registrar, volumes, await insert(registrar, 'problem', problems));
  for (const register of otherRegisters)
    await insert(registrar, register, madeUpRecords(registerOf(register), volumes.others, codes));
}
