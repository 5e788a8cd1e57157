/** The register engine with 100,000 letters: lists, search, facets, duplicates, saving, importing. */
import type { Input } from '../../preload/contract/contract.ts';
import { syntheticLetters } from '../../main/service/practice/synthetic.ts';
import { quietJob } from '../../main/service/jobs.ts';
import { openOffice, registrar } from '../registers/office.ts';

export type Report = (name: string, value: number, limit: number, note: string) => void;

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function timed(runs: number, run: (index: number) => void): number {
  const times = Array.from({ length: runs }, (_, index) => {
    const before = performance.now();
    run(index);
    return performance.now() - before;
  });
  return median(times);
}

/** Reports medians in milliseconds with the limit each is meant to stay under. */
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
    for (let from = 0; from < letters.length; from += batch) {
      const before = performance.now();
      await office.vault.transactLong(
        (tx) =>
          office.engine.insertMany(tx, registrar, 'petition', letters.slice(from, from + batch), {
            action: 'import',
            reason: null,
          }),
        quietJob,
      );
      imports.push(performance.now() - before);
    }
    report(
      'import 10 000 letters',
      median(imports),
      20_000,
      `${letters.length} letters, database ${(office.vault.state.databaseBytes / 1e6).toFixed(0)} MB`,
    );
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
        60,
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
      const time = timed(9, () => (rows = page(input).rows.length));
      report(name, time, limit, `${rows} rows`);
    }
    for (const field of ['channel', 'receivedAt', 'issueTypes', 'accused.unit']) {
      report(
        `facets of ${field}`,
        timed(5, () =>
          reads['records.facets'](registrar, { register: 'petition', filters: [], sort: [], field }),
        ),
        200,
        '',
      );
    }
    const totals = timed(5, () =>
      reads['records.totals'](registrar, { register: 'petition', text: '补贴', filters: [], sort: [] }),
    );
    report('totals of a common search', totals, 200, '');
    report(
      'totals of everything',
      timed(5, () => reads['records.totals'](registrar, { register: 'petition', filters: [], sort: [] })),
      200,
      '',
    );
    const probes = letters.slice(0, 40);
    report(
      'duplicates',
      timed(40, (index) =>
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
      ),
      50,
      '',
    );
    // The clock has gone on by a second at every question.
    office.setDay('2026-04-07');
    const first = page({}).rows;
    report(
      'open a record',
      timed(9, (index) => office.get(registrar, first[index]?.id ?? '')),
      20,
      '',
    );
    report(
      'save a new letter',
      timed(21, (index) =>
        office.save(registrar, {
          values: {
            receivedAt: '2026-04-07',
            channel: 'CALL',
            summary: `反映某镇干部第${index}次推诿拖延。`,
          },
        }),
      ),
      20,
      '',
    );
    report(
      'change a letter',
      timed(9, (index) => {
        const row = first[index];
        if (row)
          office.save(registrar, {
            id: row.id,
            rev: row.rev,
            values: { remark: '补充说明' },
            confirmed: { registeredLate: '补登', realNameContact: '来信未留' },
          });
      }),
      20,
      '',
    );
  } finally {
    await office.dispose();
  }
}
