/**
 * Offices for specs about what comes after founding and joining: the application does both once in a run, as it does for
 * a clerk, and every file that needs such an office gets a copy of its data.
 */
import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { copyUserData, madeOnce } from '../support/made-once.ts';
import { App, createHome, giveTo } from './driver.ts';
import { foundQuickly } from './pages/entrance.ts';
import { joinNetwork } from './pages/network.ts';
import type { Office } from './pages/offices.ts';

/** Closes the application and keeps its data as those of the office. */
type Keep = (app: App, office: Office) => Promise<void>;

/** A home with the office in it, as `App.launch` takes it. */
export async function homeOf(office: Office): Promise<string> {
  const kept = await once([office], async (keep) => {
    const app = await App.launch();
    await foundQuickly(app, office);
    await keep(app, office);
  });
  return copyOf(kept, office);
}

/** Homes of a city and of a county that has joined its network. */
export async function homesOf(city: Office, county: Office): Promise<readonly [string, string]> {
  const kept = await once([city, county], async (keep) => {
    const [cityApp, countyApp] = await Promise.all([App.launch(), App.launch()]);
    await foundQuickly(cityApp, city);
    await foundQuickly(countyApp, county);
    await joinNetwork(cityApp, countyApp, cityApp.folder('stick'));
    await keep(cityApp, city);
    await keep(countyApp, county);
  });
  return [copyOf(kept, city), copyOf(kept, county)];
}

/** Returns the folder these offices are kept in. */
function once(offices: readonly Office[], make: (keep: Keep) => Promise<void>): Promise<string> {
  const name = createHash('sha256').update(JSON.stringify(offices)).digest('hex');
  return madeOnce(name, (folder) =>
    make(async (app, { id }) => {
      await app.close();
      cpSync(join(app.home, 'data'), join(folder, id), { recursive: true, filter: isOfTheOffice });
      app.forget();
    }),
  );
}

/** Neither the log nor the browser's profile, which are of one run of the application. */
function isOfTheOffice(path: string): boolean {
  return !['log', 'chromium'].includes(basename(path));
}

function copyOf(kept: string, { id }: Office): string {
  const home = createHome();
  copyUserData(join(kept, id), join(home, 'data'));
  giveTo(home);
  return home;
}
