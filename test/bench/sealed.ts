/** Twenty thousand sealed records: what a page costs who holds the key, and what opening the vault costs who does not. */
import type { Input } from '../../preload/contract/contract.ts';
import { createDockets, docket, keeper, reader } from '../support/docket.ts';
import type { Report } from './registers.ts';

type Page = Input<'records.page'>;
const register = docket.id as Page['register'];

/** Reports milliseconds of processor time, and one ratio, with the limit each is meant to stay under. */
export async function benchSealed(report: Report, count = 20_000): Promise<void> {
  const dockets = await createDockets();
  try {
    const keeping = await dockets.as('keeper');
    const records = Array.from({ length: count }, (_, n) => ({
      values: {
        title: `反映某街道第${n}号工程有关问题`,
        finder: '某组员',
        amount: n * 100,
        story: `第${n}件，${'在项目发包、验收和付款中有违反规定的情形，'.repeat(6)}`,
      },
      children: { persons: [{ rowId: '', values: { name: `被查${n % 900}号`, unit: '某街道办事处' } }] },
    }));
    const options = { action: 'import', reason: null };
    for (let from = 0; from < count; from += 2000) {
      keeping.vault.transact((tx) => {
        const part = records.slice(from, from + 2000);
        const run = keeping.engine.insertMany(tx, keeper, docket.id, part, options);
        while (run.next().done !== true);
      });
    }
    const pages = (who: typeof keeping, actor: typeof keeper, query: Partial<Page>): number =>
      busy(15, () =>
        who.engine.reads['records.page'](actor, {
          ...{ register, filters: [], sort: [], offset: 0, limit: 50 },
          ...query,
        }),
      );
    const size = `${count} records, database ${(keeping.vault.state.databaseBytes / 1e6).toFixed(0)} MB`;
    report('page of sealed records, with the key', pages(keeping, keeper, {}), 30, size);
    const deep = pages(keeping, keeper, { offset: count / 2 });
    report('deep page of sealed records, with the key', deep, 30, size);
    const named = pages(keeping, keeper, { text: '第12345号' });
    report('page of sealed records found by a piece of a title', named, 30, size);
    await keeping.vault.snapshot();
    const times = { keeper: [] as number[], reader: [] as number[] };
    for (let turn = 0; turn < 5; turn += 1) {
      for (const who of ['keeper', 'reader'] as const) {
        await dockets.as(who);
        const start = performance.now();
        await dockets.as(who);
        times[who].push(performance.now() - start);
      }
    }
    const least = { keeper: Math.min(...times.keeper), reader: Math.min(...times.reader) };
    report(
      'opening without the key of the leads: time against opening with it',
      least.reader / least.keeper,
      1.1,
      `${least.reader.toFixed(0)} ms against ${least.keeper.toFixed(0)} ms`,
    );
    const closed = await dockets.as('reader');
    report('page of sealed records, without the key', pages(closed, reader, {}), 30, size);
  } finally {
    await dockets.dispose();
  }
}

/** Milliseconds of processor time, on average; what it takes when nothing else wants the machine. */
function busy(runs: number, run: () => unknown): number {
  const before = process.cpuUsage();
  for (let n = 0; n < runs; n += 1) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / runs;
}
