/** A page that lies to the service: thousands of malformed calls through the one door, in the real application. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { procedureNames } from '../../preload/procedure-names.ts';
import { App } from './driver.ts';

let app: App;

beforeAll(async () => {
  app = await App.launch();
  await app.page.waitForLoadState();
});

afterAll(async () => {
  await app.close();
  app.forget();
});

/** Inputs that no procedure takes; written as source, because some do not survive as JSON. */
const inputs = [
  'undefined', 'null', 'true', '0', 'NaN', '-1e308', '10n ** 40n', '""', '"x".repeat(100000)', '[]', '[{}]', '[[[[[[]]]]]]',
  'new Date(NaN)', '/a/', 'new Map([["a", 1]])', 'new Set([1])', 'new Uint8Array(1000)', 'new Error("x")',
  '({ unknown: 1 })', '({ __proto__: null, unknown: 1 })', '({ ["__proto__"]: { admin: true }, x: 1 })',
  '({ constructor: { prototype: {} } })', '({ register: { $ne: null }, unknown: 1 })', '({ register: "petition\'; drop table x; --", unknown: 1 })',
  '({ id: "../../etc/passwd", unknown: 1 })', '({ job: "x".repeat(1000), unknown: 1 })', '({ file: "/etc/passwd", unknown: 1 })',
  'Array.from({ length: 5000 }, (_, i) => i)', '(() => { const a = {}; a.a = a; return a; })()',
  '(() => { let a = {}; for (let i = 0; i < 300; i += 1) a = { a }; return a; })()', '({ toString: 1, valueOf: 1 })',
  '({ length: -1, 0: "a" })', '"\\u0000"', '"\\ud800"', 'Object.fromEntries(Array.from({ length: 500 }, (_, i) => ["k" + i, i]))',
]; // prettier-ignore

it('refuses every malformed call and goes on', async () => {
  const before = await status();
  const refused = await app.page.evaluate<{ count: number; accepted: string[] }>(`(async () => {
    const accepted = []; let count = 0;
    for (const name of ${JSON.stringify(procedureNames)}) {
      const answers = await Promise.all([${inputs.join(',')}].map((input) => window.lianxun.call[name](input).catch((error) => ({ ok: false, error: { type: String(error) } }))));
      count += answers.length;
      answers.forEach((answer, index) => { if (answer.ok !== false) accepted.push(name + ' ' + index); });
    }
    return { count, accepted };
  })()`);
  console.log(
    `malformed calls: ${refused.count} sent to ${procedureNames.length} procedures, ${refused.accepted.length} accepted`,
  );
  expect(refused.accepted).toEqual([]);
  expect(refused.count).toBeGreaterThan(2_000);
  expect(await status()).toEqual(before);
});

it('refuses what does not come through the bridge in its own form', async () => {
  const types = await app.page.evaluate<string[]>(`Promise.all([
    window.lianxun.call['shell.quit']({ now: true }), window.lianxun.call['session.unlock']({ account: 'a' }),
  ].map((each) => each.then((answer) => (answer.ok ? 'accepted' : answer.error.type))))`);
  expect(types).not.toContain('accepted');
  expect(await app.page.evaluate("Object.keys(window.lianxun.call).includes('call')")).toBe(false);
});

function status(): Promise<unknown> {
  return app.page.evaluate("window.lianxun.call['app.status']({})");
}
