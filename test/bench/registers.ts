/** The register engine with 100,000 letters: lists, search, facets, duplicates, saving, importing. */
import type { Input } from '../../preload/contract/contract.ts';
import { syntheticLetters } from '../../main/service/practice/synthetic.ts';
import { quietJob } from '../../main/service/jobs.ts';
import { openOffice, registrar } from '../registers/office.ts';

export type Report = (name: string, value: number, limit: number, note: string, cause?: string) => void;

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

interface Timed {
  /** Milliseconds of processor time, on average; what it takes when nothing else wants the machine. */
  readonly busy: number;
  /** The median by the clock, for the note. */
  readonly clock: string;
}

function timed(runs: number, run: (index: number) => void): Timed {
  const before = process.cpuUsage();
  const times = Array.from({ length: runs }, (_, index) => {
    const start = performance.now();
    run(index);
    return performance.now() - start;
  });
  const { user, system } = process.cpuUsage(before);
  return { busy: (user + system) / 1000 / runs, clock: `${median(times).toFixed(1)} ms by the clock` };
}

const deepPage =
  'the rows before the page are passed over one by one; an index for each filter with each order would slow every save';

/** Reports milliseconds of processor time with the limit each is meant to stay under; medians by the clock beside. */
export async function benchRegisters(report: Report, count = 100_000): Promise<void> {
  const office = await openOffice();
  try {
    const letters = syntheticLetters({ seed: 7, count, from: '2023-01-02', days: 1150, rowId: () => '' }).map(
      (letter) => ({
        values: letter.values,
        children: letter.children,
      }),
    );
    const batch = 10_000;
    const imports: number[] = [];
    const clocks: number[] = [];
    for (let from = 0; from < letters.length; from += batch) {
      const [before, start] = [process.cpuUsage(), performance.now()];
      await office.vault.transactLong(
        (tx) =>
          office.engine.insertMany(tx, registrar, 'petition', letters.slice(from, from + batch), {
            action: 'import',
            reason: null,
          }),
        quietJob,
      );
      const { user, system } = process.cpuUsage(before);
      imports.push((user + system) / 1000);
      clocks.push(performance.now() - start);
    }
    report(
      'import 10 000 letters',
      median(imports),
      20_000,
      `${median(clocks).toFixed(0)} ms by the clock, ${letters.length} letters, database ${(office.vault.state.databaseBytes / 1e6).toFixed(0)} MB`,
    );
    const measure = (name: string, runs: number, limit: number, run: (index: number) => void): void => {
      const { busy, clock } = timed(runs, run);
      report(name, busy, limit, clock);
    };
    const { reads } = office.engine;
    const page = (input: Partial<Input<'records.page'>>) =>
      reads['records.page'](registrar, {
        register: 'petition',
        filters: [],
        sort: [],
        offset: 0,
        limit: 50,
        ...input,
      });
    const pages: readonly (readonly [string, Partial<Input<'records.page'>>, number])[] = [
      ['first page', {}, 20],
      ['deep page, newest first', { offset: count - 60 }, 20],
      ['deep page by channel', { offset: count / 2, sort: [{ field: 'channel', direction: 'asc' }] }, 20],
      [
        'page filtered by channel (common)',
        { filters: [{ field: 'channel', op: 'in', values: ['LETTER'] }] },
        20,
      ],
      [
        'page filtered by channel (rare), by number',
        {
          filters: [{ field: 'channel', op: 'in', values: ['SMS'] }],
          sort: [{ field: 'no', direction: 'desc' }],
        },
        20,
      ],
      [
        'page filtered by two',
        {
          filters: [
            { field: 'channel', op: 'in', values: ['VISIT'] },
            { field: 'isRealName', op: 'is', value: true },
          ],
        },
        20,
      ],
      [
        'page of one month',
        {
          filters: [{ field: 'receivedAt', op: 'between', from: '2024-05-01', to: '2024-05-31' }],
          sort: [{ field: 'category', direction: 'asc' }],
        },
        20,
      ],
      [
        'deep page filtered',
        { filters: [{ field: 'channel', op: 'in', values: ['LETTER'] }], offset: count / 4 },
        20,
      ],
      [
        'deep page filtered by two of a kind, by number',
        {
          filters: [{ field: 'channel', op: 'in', values: ['LETTER', 'VISIT'] }],
          sort: [{ field: 'no', direction: 'asc' }],
          offset: Math.round(count / 3),
        },
        20,
      ],
      [
        'last page filtered, by category',
        {
          filters: [{ field: 'isRealName', op: 'is', value: true }],
          sort: [{ field: 'category', direction: 'desc' }],
          offset: count / 5,
        },
        20,
      ],
      [
        'page with nothing in it',
        {
          filters: [
            { field: 'channel', op: 'in', values: ['LETTER'] },
            { field: 'urgency', op: 'in', values: ['NONE'] },
          ],
        },
        20,
      ],
      ['page of one bureau', { filters: [{ field: 'accused.unit', op: 'contains', text: '教育局' }] }, 50],
      ['overdue', { filters: [{ field: 'deadline', op: 'in', values: ['overdue'] }] }, 50],
      ['search, common substring', { text: '补贴' }, 50],
      ['search, long substring', { text: '违规发放津贴补贴' }, 50],
      ['search, rare number', { text: '00077' }, 50],
      ['search, initials', { text: 'zjg' }, 50],
      ['search, one character', { text: '贴' }, 100],
      ['search, nothing', { text: '火星基地' }, 50],
      ['search, petitioner', { text: '赵建国' }, 50],
      [
        'search with filter and sort',
        {
          text: '补贴',
          filters: [{ field: 'channel', op: 'in', values: ['VISIT'] }],
          sort: [{ field: 'no', direction: 'asc' }],
        },
        50,
      ],
    ];
    for (const [name, input, limit] of pages) {
      let rows = 0;
      const { busy, clock } = timed(15, () => (rows = page(input).rows.length));
      report(name, busy, limit, `${rows} rows, ${clock}`, (input.offset ?? 0) > 0 ? deepPage : undefined);
    }
    for (const field of ['channel', 'receivedAt', 'issueTypes', 'accused.unit']) {
      measure(`facets of ${field}`, 5, 200, () =>
        reads['records.facets'](registrar, { register: 'petition', filters: [], sort: [], field }),
      );
    }
    measure('totals of a common search', 5, 200, () =>
      reads['records.totals'](registrar, { register: 'petition', text: '补贴', filters: [], sort: [] }),
    );
    measure('totals of everything', 5, 200, () =>
      reads['records.totals'](registrar, { register: 'petition', filters: [], sort: [] }),
    );
    const probes = letters.slice(0, 40);
    measure('duplicates', 40, 50, (index) =>
      reads['records.duplicates'](registrar, {
        register: 'petition',
        exclude: null,
        values: { ...probes[index]?.values },
        children: Object.fromEntries(
          Object.entries(probes[index]?.children ?? {}).map(([key, rows]) => [
            key,
            rows.map((row) => ({ rowId: row.rowId, values: { ...row.values } })),
          ]),
        ),
      } as never),
    );
    // The clock has gone on by a second at every question.
    office.setDay('2026-04-07');
    const first = page({}).rows;
    measure('open a record', 9, 20, (index) => office.get(registrar, first[index]?.id ?? ''));
    measure('save a new letter', 21, 20, (index) =>
      office.save(registrar, {
        values: {
          receivedAt: '2026-04-07',
          channel: 'CALL',
          summary: `反映某镇干部第${index}次推诿拖延。`,
        },
      }),
    );
    measure('change a letter', 9, 20, (index) => {
      const row = first[index];
      if (row)
        office.save(registrar, {
          id: row.id,
          rev: row.rev,
          values: { remark: '补充说明' },
          confirmed: { registeredLate: '补登', realNameContact: '来信未留' },
        });
    });
  } finally {
    await office.dispose();
  }
}
