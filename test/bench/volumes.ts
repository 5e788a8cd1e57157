/**
 * One vault with what a city gathers in many years: 200,000 letters, 20,000 leads, 100,000 problems and 300,000 measures.
 * Every list page of these registers, 今日待办, the reports, opening and memory. Filling takes most of an hour; `PART=0.1`
 * measures a tenth of the volumes.
 */
import { fork } from 'node:child_process';
import { readAndDecrypt } from './vault.ts';
import { join } from 'node:path';
import type { Actor } from '../../domain/access/permissions.ts';
import { registers } from '../../domain/registers/registers.ts';
import { rowsOf } from '../../domain/statistics/reports.ts';
import { computeReport } from '../../main/reports/compute.ts';
import { computeLeadReport, isLeadReport } from '../../main/reports/lead-report.ts';
import type { Input, Parsed } from '../../preload/contract/contract.ts';
import { person } from '../registers/office.ts';
import { createTestVault, testAccount, testPassword } from '../support/vault.ts';
import { fillVolumes, issueVolumes, openVolumes, type Registrar, type Volumes } from '../support/volumes.ts';
import type { Report } from './registers.ts';
import { type Page, pagesOf } from './pages.ts';
import { measurePapers } from './papers.ts';

const large = ['petition', 'lead', 'problem', 'rectPlan', 'rectItem', 'rectMeasure'];
const reports = ['R-04', 'R-05', 'R-06', 'R-07', 'R-09', 'R-10', 'R-16', 'R-17', 'R-18', 'R-22'] as const;

/** Somebody who may read everything. */
export const reader: Actor = person('director', ['OFFICE_DIRECTOR', 'CLUE_MANAGER', 'REGISTRAR']);

/** Reports milliseconds of processor time, ratios and megabytes with the limit each is meant to stay under. */
export async function benchVolumes(report: Report): Promise<void> {
  const test = await createTestVault();
  try {
    const office = openVolumes(test.vault, reader);
    await fillVolumes(office, partOf(issueVolumes, Number(process.env['PART'] ?? '1')));
    await test.vault.slots.add(withoutLeads, testPassword, ['petitioner']);
    await test.vault.snapshot();
    measureOffice(report, office);
    await measurePapers(report, office);
    await test.vault.close();
    await measureOpening(report, test.folder);
  } finally {
    await test.dispose();
  }
}

/** The account of somebody who does not hold the key of the leads. */
const withoutLeads = 'without-leads';

const partOf = (volumes: Volumes, part: number): Volumes => ({
  letters: Math.ceil(volumes.letters * part),
  leads: Math.ceil(volumes.leads * part),
  problems: Math.ceil(volumes.problems * part),
  measures: Math.ceil(volumes.measures * part),
  others: Math.ceil(volumes.others * part),
});

/** Everything that is measured in an open vault. */
export function measureOffice(report: Report, office: Registrar): void {
  measurePages(report, office);
  measureRest(report, office);
  measureReports(report, office);
}

const causes: Readonly<Partial<Record<Page['kind'], string>>> = {
  'filtered, deep':
    'the order itself is gathered up to where the page begins, after a write to the register anew',
  'filtered by two': 'the rows of each condition are gathered once after every write',
  searched: 'what is sealed of up to 3000 records is opened and compared with the words',
};

/** The middle one of some runs, in milliseconds of processor time; `prepare` is done before each and not counted. */
function timed(run: () => unknown, prepare: () => unknown = () => undefined): number {
  run();
  const times = Array.from({ length: 5 }, () => {
    prepare();
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.toSorted((a, b) => a - b)[2] ?? 0;
}

/**
 * Of each kind of page the slowest, and which one that is: right after a write to the register, so that nothing is kept from
 * before, and a page further down also after a write elsewhere, as when a record was opened in between. Further down nobody
 * comes without having seen how many rows there are, which the window asks together with the first page.
 */
function measurePages(report: Report, { vault, engine, actor }: Registrar): void {
  let writes = 0;
  const writeElsewhere = (): void => {
    writes += 1;
    const choice = { key: 'bench', json: String(writes) };
    vault.transact((tx) => engine.personal['preferences.set'](tx, actor, choice));
  };
  for (const register of registers.filter(({ id }) => large.includes(id))) {
    const count = vault.get<{ count: number }>(`SELECT count(*) AS count FROM "${register.id}"`)?.count ?? 0;
    const write = (): void =>
      vault.transact((tx) => tx.run(`UPDATE "${register.id}" SET rev = rev WHERE rowid = 1`));
    const slowest = new Map<string, { kind: Page['kind']; name: string; busy: number; pages: number }>();
    const note = (what: string, { kind, name }: Page, busy: number): void => {
      const worst = slowest.get(what) ?? { kind, name, busy: -1, pages: 0 };
      const next = busy > worst.busy ? { kind, name, busy } : worst;
      slowest.set(what, { ...next, pages: worst.pages + 1 });
    };
    for (const page of pagesOf(register, engine, actor, count)) {
      const { offset, limit: _limit, ...query } = page.query;
      const show = (): unknown => engine.reads['records.page'](actor, page.query);
      const tally = (): unknown => engine.reads['records.totals'](actor, query);
      note(
        `page ${page.kind}`,
        page,
        timed(show, () => [write(), offset > 0 && tally()]),
      );
      if (offset > 0) note(`page ${page.kind}, turned to`, page, timed(show, writeElsewhere));
      if (offset === 0) note(`totals, ${page.kind}`, page, timed(tally, write));
    }
    for (const [what, { kind, name, busy, pages }] of slowest) {
      const limit = what.startsWith('totals') ? 200 : 30;
      report(
        `${register.id}, ${what}`,
        busy,
        limit,
        `slowest of ${pages}: ${name}; ${count} records`,
        causes[kind],
      );
    }
  }
}

function measureRest(report: Report, { vault, engine, actor }: Registrar): void {
  const { reads } = engine;
  const write = (ids: readonly string[]): void =>
    vault.transact((tx) => {
      for (const id of ids) tx.run(`UPDATE "${id}" SET rev = rev WHERE rowid = 1`);
      tx.run('UPDATE deadline SET open = open WHERE record = (SELECT record FROM deadline LIMIT 1)');
    });
  for (const [ids, what] of [
    [large, 'after a write to each of these registers'],
    [['petition'], 'after a letter was written'],
  ] as const)
    report(
      '今日待办',
      timed(
        () => reads['dashboard.todo'](actor),
        () => write(ids),
      ),
      100,
      what,
    );
  for (const text of ['项目验收', '第777', '张', '火星基地'])
    report(
      `search of everything: ${text}`,
      timed(() => reads['search.global'](actor, { text })),
      100,
      '',
    );
  for (const id of large) {
    const find = { register: id as Input<'records.find'>['register'], text: '第77' };
    report(
      `${id}, choosing one by text`,
      timed(() => reads['records.find'](actor, find)),
      30,
      '',
    );
  }
  const timeline = { target: '县第7局党组', registers: null, offset: 0, limit: 50 };
  report(
    'everything about one organisation',
    timed(() => reads['targets.timeline'](actor, timeline)),
    30,
    '',
  );
  const item =
    vault.get<{ id: string }>('SELECT id FROM rectItem ORDER BY rowid LIMIT 1 OFFSET 777')?.id ?? '';
  const links = { register: 'rectItem' as const, id: item };
  report(
    'opening an item of the ledger',
    timed(() => reads['records.get'](actor, links)),
    20,
    '',
  );
  report(
    'what an item is linked with',
    timed(() => reads['records.links'](actor, links)),
    30,
    '',
  );
}

function measureReports(report: Report, { vault, engine }: Registrar): void {
  const { codes, rules } = engine.reference();
  const context = { codes, rules, today: '2026-03-09', offices: [{ id: '330824XCB', name: '某县委巡察办' }] };
  for (const id of reports) {
    const found = rowsOf(id).map((rows) => {
      const period = { from: '2025-01-01', to: '2025-12-31' };
      const parameters: Parsed<'reports.compute'>['parameters'] = {
        ...{ report: id, rows, offices: null },
        ...period,
      };
      const compute = (): unknown =>
        isLeadReport(id)
          ? computeLeadReport(vault, vault, parameters, context)
          : computeReport(vault, { ...parameters, report: id }, context);
      return { rows, busy: timed(compute) };
    });
    const worst = found.toSorted((a, b) => b.busy - a.busy)[0];
    report(`report ${id}`, worst?.busy ?? 0, 2000, `slowest of ${found.length}: by ${worst?.rows ?? ''}`);
  }
}

/** What the child says of itself. */
export interface Opened {
  readonly milliseconds: number;
  readonly databaseBytes: number;
  /** The most memory the process ever held until then, in bytes. */
  readonly peakOpened: number;
  readonly peakWorked: number;
  readonly peakSnapshot: number;
}

export async function measureOpening(report: Report, folder: string): Promise<void> {
  const opening: number[] = [];
  const reading: number[] = [];
  const openingWithout: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    readAndDecrypt(join(folder, 'store'));
    reading.push(performance.now() - start);
    opening.push((await openedByChild(folder, 'open', testAccount)).milliseconds);
    openingWithout.push((await openedByChild(folder, 'open', withoutLeads)).milliseconds);
  }
  const [least, read] = [Math.min(...opening), Math.min(...reading)];
  const without = Math.min(...openingWithout);
  const worked = await openedByChild(folder, 'work', testAccount);
  const { databaseBytes: bytes } = worked;
  report(
    'opening: against reading and decrypting the same files',
    least / read,
    3,
    `${least.toFixed(0)} ms against ${read.toFixed(0)} ms, database ${megabytes(bytes)}`,
  );
  report(
    'opening without the key of the leads: against with it',
    without / least,
    1.1,
    `${without.toFixed(0)} ms`,
  );
  const memory = (when: string, peak: number, limit: number): void =>
    report(`most memory ${when}, against the database`, peak / bytes, limit, megabytes(peak));
  memory('while opening', worked.peakOpened, 4);
  memory('with lists and reports', worked.peakWorked, 4);
  memory('with a snapshot', worked.peakSnapshot, 5);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** In a process of its own, as the vault service is. */
function openedByChild(folder: string, what: 'open' | 'work', account: string): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'volumes-child.ts'), [folder, what, account], {
      stdio: 'inherit',
    });
    let opened: Opened | undefined;
    child.on('message', (message: Opened) => (opened = message));
    child.on('exit', (code) => {
      if (opened) resolve(opened);
      else reject(new Error(`the measured process ended with ${code}`));
    });
  });
}
