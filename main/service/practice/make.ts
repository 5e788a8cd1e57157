/** Makes the practice set: three vaults beside the real one, each with a year of invented letters. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createId } from '../../deps.ts';
import { foundOffice } from '../founding.ts';
import type { Desk } from '../desk.ts';
import { type JobControl, quietJob } from '../jobs.ts';
import { type OpenOffice, openOffice } from '../office.ts';
import { openVaultAt } from '../vaults.ts';
import { enrolCounty } from './enrol.ts';
import { type PracticeOffice, practiceSet } from './offices.ts';
import { syntheticLetters } from './synthetic.ts';
import type { SimulatedClock } from './simulation.ts';
import { liveThroughYear } from './year.ts';

const day = 86_400_000;
const yearDays = 330;

/** Makes what is missing (everything, when `reset`); returns the folder of the office to begin with. */
export async function makePractice(desk: Desk, reset: boolean, job: JobControl): Promise<string> {
  const root = desk.place.practiceFolder;
  const complete = join(root, 'complete');
  if (reset || !existsSync(complete)) {
    // Only what this program made itself lies here, and it says 练习 everywhere.
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root, { recursive: true, mode: 0o700 });
    const total = practiceSet.reduce((sum, office) => sum + office.letters, 0);
    let before = 0;
    for (const office of practiceSet) {
      const done = before;
      await makeOffice(desk, office, {
        ...job,
        progress: (count, _of, text) => job.progress(done + count, total, text),
      });
      before += office.letters;
    }
    job.progress(total, total, '正在建立练习用的交换网络');
    await joinNetwork(desk);
    mkdirSync(complete);
  }
  const [first] = practiceSet;
  if (!first) throw new Error('no practice office');
  return practiceSet.find((office) => office.founding.level === 'COUNTY')?.folder ?? first.folder;
}

async function openPractice(desk: Desk, practice: PracticeOffice): Promise<OpenOffice> {
  const [registrar] = practice.founding.users;
  if (!registrar) throw new Error('a practice office without people');
  const folder = join(desk.place.practiceFolder, practice.folder);
  const vault = await openVaultAt(desk, folder, registrar.account, registrar.password);
  return await openOffice(desk, vault);
}

async function joinNetwork(desk: Desk): Promise<void> {
  const cityOffice = practiceSet.find((office) => office.founding.level === 'CITY');
  if (!cityOffice) throw new Error('no practice city');
  const city = await openPractice(desk, cityOffice);
  try {
    for (const practice of practiceSet.filter((office) => office.founding.level === 'COUNTY')) {
      const county = await openPractice(desk, practice);
      try {
        await enrolCounty(city, county);
      } finally {
        await county.close();
      }
    }
  } finally {
    await city.close();
  }
}

async function makeOffice(desk: Desk, practice: PracticeOffice, job: JobControl): Promise<void> {
  const folder = join(desk.place.practiceFolder, practice.folder);
  const until = desk.now();
  const clock: SimulatedClock = { at: until - yearDays * day };
  const deps = { ...desk, now: () => clock.at };
  job.progress(0, practice.letters, `${practice.founding.name}：正在建立练习库`);
  await foundOffice(deps, practice.founding, folder, {
    ...quietJob,
    signal: job.signal,
    breathe: job.breathe,
  });
  // The director holds both keys, that of petitioners and that of leads, so everything can be written.
  const director = practice.founding.users.find(({ roles }) => roles.includes('OFFICE_DIRECTOR'));
  if (!director) throw new Error('a practice office without its director');
  const vault = await openVaultAt(deps, folder, director.account, director.password);
  try {
    const letters = syntheticLetters({
      seed: practice.seed,
      count: practice.letters,
      from: new Date(clock.at).toISOString().slice(0, 10),
      days: yearDays,
      rowId: () => createId(deps),
    });
    await liveThroughYear(await openOffice(deps, vault), clock, letters, practice.seed, until, job);
    vault.transact((tx) => tx.run('UPDATE account SET passwordSetAt = ?', [until]));
  } finally {
    await vault.close();
  }
}
