import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Register } from '../../domain/register.ts';
import { registers } from '../../domain/registers/registers.ts';
import { practicePassword } from '../../main/service/practice/offices.ts';
import { createDice, fullName } from '../../main/service/practice/synthetic.ts';
import type { Input } from '../../preload/contract/contract.ts';
import { createTestPcs, jobId, type TestPc, type TestPcs } from '../support/office.ts';

let pcs: TestPcs;
let pc: TestPc;

/** Accounts of the practice county by the registers they keep. */
const keepers = {
  lead: ['xsgl', 6],
  rectification: ['zgdc', 7],
  supervision: ['zgdc', 7],
  people: ['jhrc', 8],
} as const;

beforeAll(async () => {
  pcs = createTestPcs();
  pc = pcs.pc('练习');
  await pc.call('setup.practice', { job: jobId(), reset: false });
}, 300_000);

afterAll(() => pcs.dispose());

async function page(register: Input<'records.page'>['register']) {
  const area = registers.find(({ id }) => id === register)?.area;
  const [account, number] = area && area in keepers ? keepers[area as keyof typeof keepers] : ['djy', 1];
  await pc.call('session.unlock', { account, password: `${practicePassword}-${number}` });
  const query = { register, filters: [], sort: [], offset: 0, limit: 200 };
  return pc.call('records.page', { ...query, filters: [], sort: [] });
}

/** What the program alone writes comes from PCs that an office of practice does not have. */
const practised = registers.filter((register: Register) => register.byProgram !== true);

it.each(practised.map(({ id, label }) => [label, id] as const))(
  'shows something of %s, and not all of it in one state',
  async (_label, id) => {
    const { rows } = await page(id);
    expect(rows.length).toBeGreaterThan(1);
    expect(new Set(rows.map(({ state }) => state)).size).toBeGreaterThan(1);
  },
);

it.each([
  ['lead', ['BLUE', 'YELLOW', 'RED']],
  ['rectItem', ['GREEN', 'YELLOW', 'RED']],
] as const)('has every light on in the list of %s', async (register, colours) => {
  const { rows } = await page(register);
  const on = new Set(rows.map(({ nextDue }) => nextDue?.light).filter((light) => light));
  expect([...on]).toEqual(expect.arrayContaining([...colours]));
});

it('numbers the papers of each lead for themselves, and calls nobody who answers for a measure like a petitioner', async () => {
  const numbers = (await page('lead')).rows.flatMap(({ values }) => values['handoverDocNo'] ?? []);
  expect(numbers.length).toBeGreaterThan(1);
  expect(new Set(numbers).size).toBe(numbers.length);
  const dice = createDice(7);
  const draw = (name: typeof fullName) => new Set(Array.from({ length: 2000 }, () => name(dice)[0]));
  const writers = draw(fullName);
  const { rows } = await page('rectItem');
  const responsible = rows.flatMap(({ values }) =>
    [values['leader'], values['person']].filter((name) => typeof name === 'string'),
  );
  expect(responsible.length).toBeGreaterThan(1);
  for (const name of responsible) expect(writers).not.toContain(name[0]);
});

it('adds up no serial numbers below a list', async () => {
  await page('rectItem');
  const { sums } = await pc.call('records.totals', { register: 'rectItem', filters: [], sort: [] });
  expect(Object.keys(sums)).not.toEqual(expect.arrayContaining(['seq']));
  expect(Object.keys(sums)).not.toEqual(expect.arrayContaining(['progressPct']));
});

it('has somebody to replace, somebody clear and somebody to look into in the group that is being composed', async () => {
  const { rows } = await page('inspectionGroup');
  const groups = await Promise.all(
    rows.map(({ id }) => pc.call('records.get', { register: 'inspectionGroup', id })),
  );
  const drafted = groups.find(({ children }) =>
    (children['members'] ?? []).some(({ values }) => (values['avoidance'] ?? null) === null),
  );
  await page('poolPerson');
  const { verdicts } = await pc.call('avoidance.judge', {
    members: (drafted?.children['members'] ?? []).map(({ rowId, values }) => ({
      key: rowId,
      name: String(values['name']),
      unit: String(values['unit']),
      region: null,
      role: 'MEMBER',
      declared: false,
    })),
    targets: (drafted?.children['targets'] ?? []).map(({ values }) => String(values['targetId'])),
    region: null,
    mode: 'NORMAL',
    round: null,
    profile: null,
  });
  expect(verdicts.map(({ result }) => result)).toEqual(['AVOID', 'CLEAR', 'CHECK']);
});
