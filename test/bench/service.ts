/** A whole day's load through the service: a large ledger imported at the county, its package taken over by the city. */
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import {
  createTestPcs,
  enrolOverStick,
  fileToken,
  foundTestOffice,
  importFixture,
  jobId,
  passwordOf,
  sendPackage,
  type TestPc,
  type TestPcs,
} from '../support/office.ts';
import { ledgerBytes } from './spreadsheet.ts';

export type Report = (name: string, value: number, limit: number, note: string) => void;

const rows = 10_000;

/** Seconds for the import of a spreadsheet, the longest wait of a list meanwhile, and time per 5,000 letters of a package. */
export async function benchService(report: Report): Promise<void> {
  const pcs = createTestPcs();
  try {
    const [city, county] = [pcs.pc('city'), pcs.pc('county')];
    const founded = await foundTestOffice(city, 'CITY');
    await foundTestOffice(county, 'COUNTY');
    await enrolOverStick(pcs, city, county, founded.networkFingerprint ?? '');
    const ledger = join(pcs.folder, '台账.xlsx');
    await pipeline(Readable.from(ledgerBytes(rows)), createWriteStream(ledger));
    await importLedger(report, county, ledger);
    await takeOver(report, pcs, city, county);
  } finally {
    await pcs.dispose();
  }
}

async function importLedger(report: Report, county: TestPc, ledger: string): Promise<void> {
  const watch = watchList(county);
  const start = performance.now();
  const done = await importFixture(county, ledger);
  const seconds = (performance.now() - start) / 1000;
  const waits = await watch.stop();
  const progress = county.events.filter((event) => event.type === 'progress').length;
  report(
    `import of a spreadsheet of ${rows} rows, s`,
    seconds,
    20,
    `${done.imported} letters, ${progress} steps of progress`,
  );
  const longest = Math.max(...waits);
  report('longest wait of a list meanwhile, ms', longest, 100, `${waits.length} lists asked for`);
}

/** Asks for the first page again and again, as a window would, until stopped; gives the waits in milliseconds. */
function watchList(pc: TestPc): { readonly stop: () => Promise<readonly number[]> } {
  const waits: number[] = [];
  const ended = new AbortController();
  const asking = (async () => {
    while (!ended.signal.aborted) {
      // Counted from when the question was due: a service that is busy does not even hear it.
      const before = performance.now() + 20;
      await setTimeout(20);
      const page = { register: 'petition', filters: [], sort: [], offset: 0, limit: 50 };
      const result = await pc.service.call('records.page', page, {});
      if (result.ok) waits.push(performance.now() - before);
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

async function takeOver(report: Report, pcs: TestPcs, city: TestPc, county: TestPc): Promise<void> {
  const before = performance.now();
  await sendPackage(pcs, county, 'petitions', '330800XCB');
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
  const seconds = (performance.now() - start) / 1000;
  const busy = Math.round(done.applied / (busySeconds() - busyBefore));
  const note = `${Math.round(done.applied / seconds)} letters/s of ${done.applied}, ${busy} per second of processor time`;
  report('importing a package: s for 5,000 letters', (seconds * 5000) / done.applied, 1, note);
  report('making a package of them, s', sending, 20, '');
  report('verifying it and trying it out, s', verified, 10, '');
}

/** Processor time of this thread: what the work takes when nothing else wants the machine. */
function busySeconds(): number {
  const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
  return Number(nanoseconds) / 1e9;
}
