import { fc } from '../support/property.ts';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../domain/failure.ts';
import { createCalls, isTrusted, parseRequest, type CallDeps, type Sender } from '../../main/shell/calls.ts';
import { createFileTokens } from '../../main/shell/file-tokens.ts';
import type { Result } from '../../preload/contract/define.ts';

const page: Sender = { windowId: 7, isTopFrame: true, origin: 'app://lianxun' };
const done: Result<unknown> = { ok: true, value: 'done' };

function setup(overrides: Partial<CallDeps> = {}) {
  const passed: unknown[] = [];
  const logged: string[] = [];
  const tokens = createFileTokens();
  const shell = {
    'shell.quit': () => Promise.resolve({}),
    'shell.printers': () => Promise.reject(new Error('bug with a name in it: 张三')),
    'shell.copyText': () => refuse('Busy', '忙。', '忙。', '等。'),
  } as unknown as CallDeps['shell'];
  const deps: CallDeps = {
    tokens,
    shell,
    service: {
      call: (procedure, input, files) => {
        passed.push({ procedure, input, files });
        return Promise.resolve(done);
      },
    },
    windowId: () => 7,
    log: (_level, event, detail) => logged.push(JSON.stringify({ event, detail })),
    ...overrides,
  };
  return { calls: createCalls(deps), passed, logged, tokens };
}

describe('the one door', () => {
  it('passes a call of the window on to the service', async () => {
    const { calls, passed } = setup();
    const input = { register: 'petition' };
    expect(await calls.answer(page, { procedure: 'records.totals', input })).toEqual(done);
    expect(passed).toEqual([{ procedure: 'records.totals', input, files: {} }]);
  });

  it.each([
    { ...page, windowId: 8 },
    { ...page, isTopFrame: false },
    { ...page, origin: 'app://print' },
    { ...page, origin: 'app://lianxun.evil' },
    { ...page, origin: 'null' },
    { ...page, origin: '' },
  ])('refuses the sender %j', async (sender) => {
    const { calls, passed, logged } = setup();
    const result = await calls.answer(sender, { procedure: 'app.status', input: {} });
    expect(result).toMatchObject({ ok: false, error: { type: 'SenderRefused' } });
    expect(passed).toEqual([]);
    expect(logged.join()).toContain('call.refusedSender');
  });

  it('trusts nobody while there is no window', () => {
    expect(isTrusted(page, undefined)).toBe(false);
  });

  it('gives the paths behind the tokens of a call to the service, and to nobody else', async () => {
    const { calls, passed, tokens } = setup();
    const file = tokens.issue('/media/usb/a.lxp');
    await calls.answer(page, { procedure: 'packages.inspect', input: { files: [{ file }] } });
    expect(passed).toEqual([
      { procedure: 'packages.inspect', input: { files: [{ file }] }, files: { [file]: '/media/usb/a.lxp' } },
    ]);
  });

  it('refuses tokens it did not issue or has forgotten', async () => {
    const { calls, passed, tokens } = setup();
    const file = tokens.issue('/media/usb/a.lxp');
    tokens.clear();
    for (const token of [file, `file_${'0'.repeat(32)}`]) {
      const result = await calls.answer(page, { procedure: 'packages.inspect', input: { file: token } });
      expect(result).toMatchObject({ ok: false, error: { type: 'FileForgotten' } });
    }
    expect(passed).toEqual([]);
  });

  it('answers a procedure of its own only with input of the contract', async () => {
    const { calls, passed } = setup();
    expect(await calls.answer(page, { procedure: 'shell.quit', input: {} })).toEqual({ ok: true, value: {} });
    const result = await calls.answer(page, { procedure: 'shell.quit', input: { extra: 1 } });
    expect(result).toMatchObject({ ok: false, error: { type: 'CallMalformed' } });
    expect(passed).toEqual([]);
  });

  it('hands an expected refusal over as it is, and of a bug neither message nor data', async () => {
    const { calls, logged } = setup();
    const refusal = await calls.answer(page, { procedure: 'shell.copyText', input: { text: 'a' } });
    expect(refusal).toMatchObject({ ok: false, error: { type: 'Busy', what: '忙。' } });
    const bug = await calls.answer(page, { procedure: 'shell.printers', input: {} });
    expect(bug).toMatchObject({ ok: false, error: { type: 'ShellFault' } });
    expect(JSON.stringify(bug) + logged.join()).not.toContain('张三');
  });

  it('is busy as long as a long job has no answer', async () => {
    let finish: (result: Result<unknown>) => void = () => undefined;
    const call = (): Promise<Result<unknown>> => new Promise((resolve) => (finish = resolve));
    const { calls } = setup({ service: { call } });
    const quick = calls.answer(page, { procedure: 'records.totals', input: {} });
    expect(calls.isBusy()).toBe(false);
    finish(done);
    await quick;
    const long = calls.answer(page, { procedure: 'vault.backup', input: {} });
    expect(calls.isBusy()).toBe(true);
    finish(done);
    await long;
    expect(calls.isBusy()).toBe(false);
  });
});

describe('a request', () => {
  it('is exactly a procedure of the contract with its input', () => {
    expect(parseRequest({ procedure: 'app.status', input: {} })).toEqual({
      procedure: 'app.status',
      input: {},
    });
    for (const name of ['toString', '__proto__', 'constructor', 'App.status', 'app.status ', '', 'shell']) {
      expect(parseRequest({ procedure: name, input: {} })).toBeUndefined();
    }
    expect(parseRequest({ procedure: 'app.status', input: {}, files: {} })).toBeUndefined();
  });

  it('carries plain data only', () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    const others = [
      new Date(),
      /a/,
      new Map(),
      new Set(),
      new Error('x'),
      1n,
      Symbol('x'),
      () => 1,
      new ArrayBuffer(1),
      loop,
    ];
    for (const input of [...others, [others[0]], { a: { b: others[1] } }]) {
      expect(parseRequest({ procedure: 'app.status', input })).toBeUndefined();
    }
    const plain = { a: [1, 'b', null, true, undefined], bytes: new Uint8Array(2), deep: { deep: {} } };
    expect(parseRequest({ procedure: 'app.status', input: plain })).toBeDefined();
  });

  it('never makes the door throw or call through, whatever is sent', async () => {
    const { calls, passed } = setup();
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, maxDepth: 5 }), async (message) => {
        expect(await calls.answer(page, message)).toMatchObject({ ok: false });
      }),
      { numRuns: 5_000, seed: 11 },
    );
    expect(passed).toEqual([]);
  });
});
