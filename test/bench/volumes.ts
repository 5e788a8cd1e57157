/**
 * One vault with what a city gathers in many years: 200,000 letters, 20,000 leads, 100,000 problems and 300,000 measures.
 * Every list page of these registers, 今日待办, the reports, opening and memory. Filling takes some minutes.
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
import { createTestVault } from '../support/vault.ts';
import { fillVolumes, issueVolumes, openVolumes, type Registrar } from '../support/volumes.ts';
import type { Report } from './registers.ts';
import { type Page, pagesOf } from './pages.ts';

const large = ['petition', 'lead', 'problem', 'rectPlan', 'rectItem', 'rectMeasure'];
const reports = ['R-04', 'R-05', 'R-06', 'R-07', 'R-09', 'R-10', 'R-16', 'R-17', 'R-18'] as const;

/** Somebody who may read everything. */
export const reader: Actor = person('director', ['OFFICE_DIRECTOR', 'CLUE_MANAGER', 'REGISTRAR']);

/** Reports milliseconds of processor time, ratios and megabytes with the limit each is meant to stay under. */
export async function benchVolumes(report: Report): Promise<void> {
  const test = await createTestVault();
  try {
    const office = openVolumes(test.vault, reader);
    await fillVolumes(office, issueVolumes);
    await test.vault.snapshot();
    measureOffice(report, office);
    await test.vault.close();
    await measureOpening(report, test.folder);
  } finally {
    await test.dispose();
  }
}

/** Everything that is measured in an open vault. */
export function measureOffice(report: Report, office: Registrar): void {
  measurePages(report, office);
  measureRest(report, office);
  measureReports(report, office);
}

const causes: Readonly<Partial<Record<Page['kind'], string>>> = {
  'filtered, deep': 'the rows that an index names are gathered before half of them are passed over',
  'filtered by two': 'two large sets that have nothing in common are gone through to the end to know it',
  searched: 'a word that stands in nearly every record: the search index is read from end to end',
};

/** The middle one of some runs, in milliseconds of processor time. */
function timed(run: () => unknown): number {
  run();
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.toSorted((a, b) => a - b)[2] ?? 0;
}

/** Of each kind of page the slowest, and which one that is. */
function measurePages(report: Report, { vault, engine, actor }: Registrar): void {
  for (const register of registers.filter(({ id }) => large.includes(id))) {
    const count = vault.get<{ count: number }>(`SELECT count(*) AS count FROM "${register.id}"`)?.count ?? 0;
    const slowest = new Map<Page['kind'], { name: string; busy: number; pages: number }>();
    for (const { kind, name, query } of pagesOf(register, engine, actor, count)) {
      const busy = timed(() => engine.reads['records.page'](actor, query));
      const { busy: worst = -1, name: worstName = '', pages = 0 } = slowest.get(kind) ?? {};
      const next = busy > worst ? { name, busy } : { name: worstName, busy: worst };
      slowest.set(kind, { ...next, pages: pages + 1 });
    }
    for (const [kind, { name, busy, pages }] of slowest) {
      const note = `slowest of ${pages}: ${name}; ${count} records`;
      report(`${register.id}, page ${kind}`, busy, 30, note, causes[kind]);
    }
  }
}

function measureRest(report: Report, { vault, engine, actor }: Registrar): void {
  const { reads } = engine;
  report(
    '今日待办',
    timed(() => reads['dashboard.todo'](actor)),
    100,
    'all registers',
  );
  for (const text of ['项目验收', '第777', '张', '火星基地'])
    report(
      `search of everything: ${text}`,
      timed(() => reads['search.global'](actor, { text })),
      100,
      '',
    );
  for (const id of large) {
    const query = { register: id as Input<'records.totals'>['register'], filters: [], sort: [] };
    report(
      `${id}, totals`,
      timed(() => reads['records.totals'](actor, query)),
      200,
      '',
    );
    const find = { register: query.register, text: '第77' };
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
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now();
    readAndDecrypt(join(folder, 'store'));
    reading.push(performance.now() - start);
    opening.push((await openedByChild(folder, 'open')).milliseconds);
  }
  const [least, read] = [Math.min(...opening), Math.min(...reading)];
  const worked = await openedByChild(folder, 'work');
  const { databaseBytes: bytes } = worked;
  report(
    'opening: against reading and decrypting the same files',
    least / read,
    3,
    `${least.toFixed(0)} ms against ${read.toFixed(0)} ms, database ${megabytes(bytes)}`,
  );
  const memory = (when: string, peak: number, limit: number): void =>
    report(`most memory ${when}, against the database`, peak / bytes, limit, megabytes(peak));
  memory('while opening', worked.peakOpened, 4);
  memory('with lists and reports', worked.peakWorked, 4);
  memory('with a snapshot', worked.peakSnapshot, 5);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** In a process of its own, as the vault service is. */
function openedByChild(folder: string, what: 'open' | 'work'): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'volumes-child.ts'), [folder, what], { stdio: 'inherit' });
    let opened: Opened | undefined;
    child.on('message', (message: Opened) => (opened = message));
    child.on('exit', (code) => {
      if (opened) resolve(opened);
      else reject(new Error(`the measured process ended with ${code}`));
    });
  });
}
