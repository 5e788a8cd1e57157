import { fc } from '../support/property.ts';
import { describe, expect, test } from 'vitest';
import type { Input } from '../../preload/contract/contract.ts';
import { readHistory, snapshotAt } from '../../main/registers/history.ts';
import { petitionModule } from '../../main/registers/petition/petition-module.ts';
import { loadRecord, type Stored } from '../../main/registers/store.ts';
import {
  accused,
  director,
  director2,
  letter,
  type Office,
  openOffice,
  petitioners,
  registrar,
} from './office.ts';

type Command = (office: Office, ids: string[]) => void;

const load = (office: Office, id: string): Stored | undefined =>
  loadRecord(office.vault, office.vault, petitionModule.register, ['petitionerHashes'], id);

/** Runs one command; refusals are part of the game, bugs are not. */
function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExpectedError')) throw error;
  }
}

const confirmed = {
  realNameContact: '核实',
  nobodyAccused: '未写明',
  registeredLate: '补登',
  jointCount: '核对',
};
const pick = (ids: readonly string[], at: number): string | undefined => ids[at % Math.max(1, ids.length)];

const create = fc
  .record({
    day: fc.constantFrom('2025-12-30', '2026-01-05', '2026-03-09'),
    real: fc.boolean(),
    broken: fc.boolean(),
    summary: fc.string({ unit: fc.constantFrom(...'反映某村干部账目不清'), minLength: 1, maxLength: 12 }),
  })
  .map(({ day, real, broken, summary }): Command => (office, ids) => {
    const values = { ...letter, receivedAt: day, isRealName: real, summary: broken ? '' : summary };
    attempt(() =>
      ids.push(office.save(registrar, { values, children: { accused, petitioners }, confirmed }).id),
    );
  });
const change = fc
  .record({
    at: fc.nat(),
    values: fc.dictionary(
      fc.constantFrom('remark', 'pages', 'urgency', 'issueTypes', 'postmarkPlace'),
      fc.constantFrom('甲', '乙', 3, 'URGENT', ['M1'], null),
      { maxKeys: 3 },
    ),
    rows: fc.option(fc.constantFrom([], petitioners, accused)),
    stale: fc.boolean(),
  })
  .map(({ at, values, rows, stale }): Command => (office, ids) => {
    const id = pick(ids, at);
    if (id === undefined) return;
    const children =
      rows === null
        ? {}
        : rows === petitioners || rows.length === 0
          ? { petitioners: rows }
          : { accused: rows };
    const { rev } = office.get(registrar, id);
    const input: Partial<Input<'records.save'>> = {
      id,
      rev: stale ? rev - 1 : rev,
      values,
      children,
      confirmed,
    };
    attempt(() => office.save(registrar, input));
  });
const step = fc
  .record({ at: fc.nat(), key: fc.constantFrom('propose', 'approve', 'returnProposal', 'send', 'retain') })
  .map(({ at, key }): Command => (office, ids) => {
    const id = pick(ids, at);
    if (id === undefined) return;
    const actor = ['propose', 'send'].includes(key) ? registrar : director;
    attempt(() =>
      office.step(
        actor,
        id,
        key,
        {
          handling: 'FORWARD',
          proposal: '转办',
          approval: '同意',
          toOrg: '某局',
          toDocNo: '1',
          sentAt: '2026-03-09',
        },
        '理由',
      ),
    );
  });
const voiding = fc
  .record({ at: fc.nat(), approve: fc.boolean() })
  .map(({ at, approve }): Command => (office, ids) => {
    const id = pick(ids, at);
    if (id === undefined) return;
    const { writes } = office.engine;
    attempt(() =>
      office.write((tx) =>
        writes['records.requestVoid'](tx, registrar, {
          register: 'petition',
          id,
          rev: office.get(registrar, id).rev,
          reason: '登记错误',
        }),
      ),
    );
    attempt(() =>
      office.write((tx) =>
        writes['records.decideVoid'](tx, director2, {
          register: 'petition',
          id,
          rev: office.get(registrar, id).rev,
          approve,
          reason: '退回',
        }),
      ),
    );
  });

/** Everything the database holds, apart from the full-text index itself. */
function dump(office: Office): string {
  const tables = office.vault.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'petition_search' ORDER BY name",
  );
  return JSON.stringify(
    tables.map(({ name }) => [name, office.vault.all(`SELECT * FROM "${name}"`)]),
    (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  );
}

describe('any order of commands', () => {
  test('leaves numbers without gap or twin, rising revisions, and a history that gives back every state', async () => {
    const seed = Number(process.env['SEED'] ?? 20260309);
    const runs = process.env['SLOW'] ? 40 : 3;
    const samples = fc.sample(
      fc.array(
        fc.oneof(
          { weight: 3, arbitrary: create },
          { weight: 4, arbitrary: change },
          { weight: 4, arbitrary: step },
          voiding,
        ),
        { minLength: 25, maxLength: 60 },
      ),
      { seed, numRuns: runs },
    );
    let commands = 0;
    for (const sample of samples) {
      const office = await openOffice();
      try {
        const ids: string[] = [];
        const states = new Map<string, Map<number, unknown>>();
        for (const command of sample) {
          commands += 1;
          command(office, ids);
          for (const id of ids) {
            const stored = load(office, id);
            if (!stored) throw new Error('a stored letter is gone');
            const known = states.get(id) ?? new Map<number, unknown>();
            states.set(id, known);
            const { state, values, children } = snapshotAt(stored, [], 0);
            if (!known.has(stored.rev)) known.set(stored.rev, { state, values, children });
            expect(Math.max(...known.keys())).toBe(stored.rev);
          }
        }
        const rows = office.vault.all<{ no: string }>('SELECT no FROM petition ORDER BY no');
        expect(new Set(rows.map(({ no }) => no)).size).toBe(rows.length);
        for (const year of [2025, 2026]) {
          const report = office.engine.reads['records.numberGaps'](registrar, { register: 'petition', year });
          expect(report.missing).toEqual([]);
          expect(report.last).toBe(rows.filter(({ no }) => no.includes(`-${year}-`)).length);
        }
        for (const [id, known] of states) {
          const stored = load(office, id);
          const entries = readHistory(office.vault, id);
          expect(entries.map(({ rev }) => rev)).toEqual(
            Array.from({ length: entries.length }, (_, index) => index + 1),
          );
          for (const [rev, state] of known)
            expect([id, rev, stored && snapshotAt(stored, entries, rev)]).toEqual([id, rev, state]);
        }
        const before = dump(office);
        const again = await office.reopen();
        expect(dump(again)).toBe(before);
      } finally {
        await office.dispose();
      }
    }
    console.log(`history: ${commands} commands in ${samples.length} offices, seed ${seed}`);
  }, 300_000);
});
