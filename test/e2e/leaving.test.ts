import { afterEach, beforeEach, expect, it } from 'vitest';
import { App } from './driver.ts';

let app: App;

beforeEach(async () => {
  app = await App.launch();
  await app.page.waitForLoadState();
});

afterEach(() => app.forget());

/** Counts the message boxes main shows instead of showing them. */
async function countBoxes(): Promise<() => Promise<number>> {
  await app.electron.evaluate(({ dialog }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    dialog.showMessageBoxSync = (...args: unknown[]) => {
      shown.push(JSON.stringify(args.at(-1)));
      return 0;
    };
  });
  return () => app.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown.length);
}

function closeWindow(): Promise<void> {
  return app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

it('keeps the window open while long work goes on, and says why', async () => {
  const boxes = await countBoxes();
  await app.page.evaluate(`(() => {
    window.work = window.lianxun.call['setup.practice']({ job: 'practice-1', reset: false });
    return new Promise((done) => {
      const stop = window.lianxun.onEvent((event) => {
        if (event.type !== 'progress') return;
        stop();
        done(window.lianxun.call['shell.quit']({}));
      });
    });
  })()`);
  expect(await boxes()).toBe(1);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await app.page.evaluate("window.lianxun.call['jobs.cancel']({ job: 'practice-1' })");
  await app.page.evaluate('window.work');
  await closing(closeWindow);
  expect(app.log().filter((line) => line.level === 'error')).toEqual([]);
});

it('ends when its window is closed, and only one of it runs at a time', async () => {
  const second = await App.launch({ home: app.home }).catch((error: unknown) => error);
  expect(second).toBeInstanceOf(Error);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await closing(closeWindow);
});

/** Does what must end the application, and waits for its end. */
async function closing(work: () => Promise<void>): Promise<void> {
  const gone = app.electron.waitForEvent('close');
  await work().catch(() => undefined);
  await gone;
}
