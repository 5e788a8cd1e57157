/** One office at work in one window for all specs of a file: founded and signed in before, closed and gone afterwards. */
import { afterAll, beforeAll } from 'vitest';
import { App } from '../driver.ts';
import { foundQuickly, signIn } from './entrance.ts';
import type { Office, Person } from './offices.ts';
import { keepPicturesOfFailures } from './pictures.ts';

/** `started` is given the application before the first spec; what a file prepares besides goes into a `beforeAll` below. */
export function atWork(office: Office, person: Person, started: (app: App) => void): void {
  let app: App | undefined;

  beforeAll(async () => {
    app = await App.launch();
    started(app);
    await foundQuickly(app, office);
    await signIn(app, person);
  });

  afterAll(async () => {
    await app?.close();
    app?.forget();
  });

  keepPicturesOfFailures(() => (app ? [app] : []));
}
