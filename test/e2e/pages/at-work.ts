/** Who is at work when the specs of a file begin: windows opened before the first of them, closed and gone afterwards. */
import { afterAll, beforeAll } from 'vitest';
import { App } from '../driver.ts';
import { homeOf, homesOf } from '../ready.ts';
import { signIn } from './entrance.ts';
import { cityOffice, countyOffice, type Office, type Person } from './offices.ts';
import { keepPicturesOfFailures } from './pictures.ts';

/**
 * One office in one window, signed in. `started` is given the application before the first spec; what a file prepares
 * besides goes into a `beforeAll` below.
 */
export function atWork(office: Office, person: Person, started: (app: App) => void): void {
  const apps: App[] = [];

  beforeAll(async () => {
    const app = await App.launch({ home: await homeOf(office) });
    apps.push(app);
    started(app);
    await signIn(app, person);
  });

  closeAfterwards(apps);
}

/** A city and a county of its network in two windows, nobody signed in; `stick` is a folder both can write to. */
export function bothAtWork(
  started: (city: App, county: App, stick: string) => void,
  offices: readonly [city: Office, county: Office] = [cityOffice, countyOffice],
): void {
  const apps: App[] = [];

  beforeAll(async () => {
    const [cityHome, countyHome] = await homesOf(...offices);
    const [city, county] = await Promise.all([
      App.launch({ home: cityHome }),
      App.launch({ home: countyHome }),
    ]);
    apps.push(city, county);
    started(city, county, city.folder('stick'));
  });

  closeAfterwards(apps);
}

function closeAfterwards(apps: readonly App[]): void {
  afterAll(async () => {
    try {
      await Promise.all(apps.map((app) => app.close()));
    } finally {
      for (const app of apps) app.forget();
    }
  });

  keepPicturesOfFailures(() => apps);
}
