/** A whole day's load through the service: a large ledger imported at the county, its package taken over by the city. */
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  checkFixture,
  cityId,
  createTestPcs,
  fileToken,
  foundNetwork,
  jobId,
  passwordOf,
  sendPackage,
  type TestPc,
  type TestPcs,
} from '../support/office.ts';
import { ledgerBytes } from './spreadsheet.ts';

export type Report = (name: string, value: number, limit: number, note: string, cause?: string) => void;

const rows = 10_000;

/** Seconds for the import of a spreadsheet, what a list waits meanwhile, and time per 5,000 letters of a package. */
export async function benchService(report: Report): Promise<void> {
  const pcs = createTestPcs();
  try {
    const [city, county] = [pcs.pc('city'), pcs.pc('county')];
    await foundNetwork(pcs, city, county);
    const ledger = join(pcs.folder, '台账.xlsx');
    await pipeline(Readable.from(ledgerBytes(rows)), createWriteStream(ledger));
    await importLedger(report, county, ledger);
    await takeOver(report, pcs, city, county);
  } finally {
    await pcs.dispose();
  }
}

const endOfImport =
  'the end of the transaction, its last frames sealed and everything committed at once, is one piece of work';

/** From the file to the last row, as the wizard does it, with a list asked for every 50 ms as a window would. */
async function importLedger(report: Report, county: TestPc, ledger: string): Promise<void> {
  const stretches = watchStretches();
  const checking = watchList(county);
  const [start, busy] = [performance.now(), busySeconds()];
  const checked = await checkFixture(county, ledger);
  const waitsBefore = await checking.stop();
  const writing = watchList(county);
  const [startWriting, busyWriting] = [performance.now(), busySeconds()];
  const done = await county.call('import.commit', { job: jobId(), import: checked, allowPartial: true });
  const end = performance.now();
  const written = `${seconds(end - startWriting)}, ${seconds((busySeconds() - busyWriting) * 1000)} of processor time`;
  const whole = `${seconds((busySeconds() - busy) * 1000)} of processor time`;
  const waits = await writing.stop();
  const longest = await stretches.stop();
  const progress = county.events.filter((event) => event.type === 'progress').length;
  const all = `${done.imported} letters, ${progress} steps of progress, ${whole}; writing ${written}`;
  report(`import of a spreadsheet of ${rows} rows, s`, (end - start) / 1000, 20, all);
  report('the same, longest stretch of work at a time, ms', longest, 100, 'processor time', endOfImport);
  reportWaits(report, 'a list while it is checked', waitsBefore);
  reportWaits(report, 'a list while it is written', waits);
}

/** Waits are wall time: on a busy machine they hold what other programs took, too. */
function reportWaits(report: Report, what: string, waits: readonly number[]): void {
  const sorted = waits.toSorted((left, right) => left - right);
  const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
  report(`${what}, median wait in ms`, at(0.5), 100, `${sorted.length} asked for`);
  report(`${what}, wait of 95 % in ms`, at(0.95), 100, `longest ${at(1).toFixed(0)} ms`);
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

interface Watch<T> {
  readonly stop: () => Promise<T>;
}

/** Asks for the first page every 50 ms until stopped; gives the waits in milliseconds. */
function watchList(pc: TestPc): Watch<readonly number[]> {
  const waits: number[] = [];
  const ended = new AbortController();
  const asking = (async () => {
    while (!ended.signal.aborted) {
      // Counted from when the question was due: a service that is busy does not even hear it.
      const due = performance.now() + 50;
      await setTimeout(50);
      const page = { register: 'petition', filters: [], sort: [], offset: 0, limit: 50 };
      const result = await pc.service.call('records.page', page, {});
      if (result.ok) waits.push(performance.now() - due);
    }
  })();
  return {
    stop: async () => {
      ended.abort();
      await asking;
      return waits;
    },
  };
}

/** The most processor time, in milliseconds, that this thread spent between two chances for a call to be heard. */
function watchStretches(): Watch<number> {
  let longest = 0;
  const watch = { on: true };
  const watching = (async () => {
    for (let last = busySeconds(); watch.on;) {
      await setImmediate();
      const now = busySeconds();
      longest = Math.max(longest, (now - last) * 1000);
      last = now;
    }
  })();
  return {
    stop: async () => {
      watch.on = false;
      await watching;
      return longest;
    },
  };
}

async function takeOver(report: Report, pcs: TestPcs, city: TestPc, county: TestPc): Promise<void> {
  const before = performance.now();
  await sendPackage(pcs, county, 'petitions', cityId);
  const sending = (performance.now() - before) / 1000;
  const name = readdirSync(pcs.stick).find((each) => each.includes('BAO-330824')) ?? '';
  await city.signIn('reg');
  const verifying = performance.now();
  const files = { [fileToken]: join(pcs.stick, name) };
  const summary = await city.call('packages.inspect', { job: jobId(), file: fileToken }, files);
  const verified = (performance.now() - verifying) / 1000;
  const second = { account: 'dir', password: passwordOf('dir'), act: `packages.apply:${summary.incoming}` };
  const { witness } = await city.call('session.witness', second);
  const busyBefore = busySeconds();
  const start = performance.now();
  const done = await city.call('packages.apply', { job: jobId(), incoming: summary.incoming, witness });
  const taken = (performance.now() - start) / 1000;
  const busy = busySeconds() - busyBefore;
  const note = `${Math.round(done.applied / busy)} letters/s of ${done.applied} by processor time, ${Math.round(done.applied / taken)} by the clock`;
  report('importing a package: s for 5,000 letters', (busy * 5000) / done.applied, 1, note);
  report('making a package of them, s', sending, 20, '');
  report('verifying it and trying it out, s', verified, 10, '');
}

/** Processor time of this thread: what the work takes when nothing else wants the machine. */
function busySeconds(): number {
  const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
  return Number(nanoseconds) / 1e9;
}
