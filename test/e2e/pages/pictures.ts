/** A picture of each window when a test fails, for the one who has to find out why. */
import { afterEach } from 'vitest';
import type { App } from '../driver.ts';

export function keepPicturesOfFailures(apps: () => readonly App[]): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    for (const app of apps()) console.error(app.log().slice(-5));
    for (const [index, app] of apps().entries()) {
      console.error(
        await app.page
          .locator('.failure-alert')
          .allTextContents()
          .catch(() => 'no page'),
      );
      await app.screenshot(`failed ${task.name.replaceAll('/', ' ')} ${index + 1}`).catch(() => undefined);
    }
  });
}
