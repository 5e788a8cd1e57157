/** Leaving the desk while something is still going on: nothing goes on in another's name, and no key stays behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Ask,
  createTestPcs,
  foundTestOffice,
  jobId,
  passwordOf,
  type TestPc,
} from '../support/office.ts';
import { createTestPrinter } from '../support/printer.ts';

const pcs = createTestPcs();
const printer = createTestPrinter();
/** Lets a test hold the layout of a sheet up. */
let held: Promise<void> = Promise.resolve();
let reached: () => void = () => undefined;
const ask: Ask = async (name, input) => {
  reached();
  await held;
  return printer.ask(name, input);
};
/** The log's entries need the time; without it none can be written. */
let clockBroken = false;
const clock = (): number => {
  if (clockBroken) throw new Error('no time');
  return Date.now();
};
let pc: TestPc;

beforeAll(async () => {
  pc = pcs.pc('county', clock, ask);
  await foundTestOffice(pc, 'COUNTY');
}, 60_000);
afterAll(() => pcs.dispose());

const blankForm = (job = jobId()) => ({
  job,
  form: 'F01' as const,
  records: [],
  query: null,
  package: null,
  blank: true,
  reveal: null,
  extra: {},
});
/** Asks for a sheet, and is back while it is being laid out; `go` lets the layout end. */
async function hangingForm() {
  let go: () => void = () => undefined;
  held = new Promise((resolve) => {
    go = resolve;
  });
  const laying = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const form = pc.service.call('paper.form', blankForm(), {});
  await laying;
  return { form, go };
}
const auditOf = async (action: string) => {
  await pc.signIn('aud');
  const page = { offset: 0, limit: 50, action, text: null, from: null, to: null };
  return (await pc.call('audit.list', page)).entries;
};

describe('work that outlives its sitting', () => {
  it('ends with it and is never logged under the name of who came next', async () => {
    await pc.signIn('dir');
    const { form, go } = await hangingForm();
    await pc.signIn('reg');
    go();
    expect(await form).toMatchObject({ ok: false, error: { type: 'NotSignedIn' } });
    expect(await auditOf('paper.form')).toEqual([]);
  });

  it('leaves no second person’s key behind', async () => {
    await pc.signIn('reg');
    const act = 'packages.apply';
    const confirming = pc.service.call(
      'session.witness',
      { account: 'dir', password: passwordOf('dir'), act },
      {},
    );
    await pc.service.lock('system');
    expect(await confirming).toMatchObject({ ok: false });
    expect(pc.bugs.splice(0)).toEqual([]);
  });
});

describe('a sign-in', () => {
  it('during which the PC is locked opens nothing', async () => {
    await pc.call('session.lock', {});
    const entering = pc.service.call('session.unlock', { account: 'reg', password: passwordOf('reg') }, {});
    await pc.service.lock('system');
    expect(await entering).toMatchObject({ ok: false, error: { type: 'LockedMeanwhile' } });
    expect(await pc.call('session.current', {})).toBeNull();
    await pc.signIn('reg');
  });

  it('right behind a lock waits until the vault is shut', async () => {
    await pc.signIn('reg');
    const locking = pc.service.call('session.lock', {}, {});
    const entering = pc.service.call('session.unlock', { account: 'dir', password: passwordOf('dir') }, {});
    expect(await locking).toMatchObject({ ok: true });
    expect(await entering).toMatchObject({ ok: true });
  });

  it('asked for twice succeeds once', async () => {
    await pc.call('session.lock', {});
    const reg = { account: 'reg', password: passwordOf('reg') };
    const both = await Promise.all([1, 2].map(() => pc.service.call('session.unlock', reg, {})));
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await pc.call('session.current', {})).toMatchObject({ account: 'reg' });
  });
});

describe('a password', () => {
  it('cannot be guessed without end by who finds the desk unattended', async () => {
    await pc.signIn('clue');
    const guess = () =>
      pc.refusal('session.changePassword', { current: 'Kouling-0000-0', next: 'Genghuan-2026-9' });
    for (let count = 0; count < 5; count += 1) expect((await guess()).type).toBe('WrongPassword');
    expect((await guess()).type).toBe('TooManyAttempts');
  });
});

describe('stillness', () => {
  it('is not waited out by work that gives no sign any more', async () => {
    await pc.signIn('dir');
    const { form: hanging, go } = await hangingForm();
    await pc.service.idle(10 * 60);
    expect(await pc.call('session.current', {})).not.toBeNull();
    await pc.service.idle(20 * 60 - 1);
    expect(await pc.call('session.current', {})).not.toBeNull();
    await pc.service.idle(20 * 60);
    expect(await pc.call('session.current', {})).toBeNull();
    go();
    expect(await hanging).toMatchObject({ ok: false });
  });
});

describe('guesses', () => {
  it('made all at once wait like those made one after the other', async () => {
    await pc.signIn('reg');
    const act = 'packages.apply';
    const guess = { account: 'dir', password: 'Kouling-0000-0', act };
    const results = await Promise.all(
      Array.from({ length: 8 }, () => pc.service.call('session.witness', guess, {})),
    );
    const types = results.map((result) => (result.ok ? '' : result.error.type));
    expect(types.filter((type) => type === 'TooManyAttempts')).toHaveLength(3);
  });
});

describe('leaving', () => {
  it('shuts the vault even when the log cannot be given its entry', async () => {
    await pc.signIn('reg');
    clockBroken = true;
    await pc.service.lock('system');
    clockBroken = false;
    expect(pc.bugs.splice(0)).toHaveLength(1);
    expect(pc.events.at(-1)).toEqual({ type: 'locked', reason: 'system' });
    await pc.signIn('reg');
  });
});
