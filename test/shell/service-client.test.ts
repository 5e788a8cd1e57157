import { describe, expect, it } from 'vitest';
import { startService, type ServiceClientDeps, type ServicePort } from '../../main/shell/service-client.ts';
import type { FromService, ToService } from '../../main/messages.ts';

interface FakePort extends ServicePort {
  readonly posted: ToService[];
  readonly say: (message: FromService) => void;
  readonly end: (code: number) => void;
}

function createPort(): FakePort {
  const posted: ToService[] = [];
  let hear: (message: FromService) => void = () => undefined;
  let ended: (code: number) => void = () => undefined;
  return {
    posted,
    postMessage: (message) => void posted.push(message),
    onMessage: (listener) => (hear = listener),
    onExit: (listener) => (ended = listener),
    say: (message) => hear(message),
    end: (code) => ended(code),
  };
}

function setup(overrides: Partial<ServiceClientDeps> = {}) {
  const ports: FakePort[] = [];
  const events: unknown[] = [];
  const crashes: boolean[] = [];
  const client = startService({
    fork: () => {
      const port = createPort();
      ports.push(port);
      return port;
    },
    config: { userData: '/data', resources: '/resources', version: '1', packaged: false },
    onEvent: (event) => events.push(event),
    onAsk: () => Promise.resolve({ ok: true, value: 'pdf' }),
    onCrash: (restarted) => crashes.push(restarted),
    now: () => 0,
    log: () => undefined,
    ...overrides,
  });
  const port = (): FakePort => {
    const last = ports.at(-1);
    if (!last) throw new Error('not started');
    return last;
  };
  return { client, ports, port, events, crashes };
}

const value = (text: string) => ({ ok: true, value: text }) as const;

describe('the line to the service', () => {
  it('says how to start first, and gives each call its own answer in any order', async () => {
    const { client, port } = setup();
    expect(port().posted[0]).toMatchObject({ kind: 'start', config: { userData: '/data' } });
    const first = client.call('a', {}, {});
    const second = client.call('b', {}, {});
    port().say({ kind: 'result', id: 2, result: value('second') });
    port().say({ kind: 'result', id: 1, result: value('first') });
    port().say({ kind: 'result', id: 1, result: value('again') });
    expect(await Promise.all([first, second])).toEqual([value('first'), value('second')]);
  });

  it('settles every waiting call when the service ends, and starts it again', async () => {
    const { client, ports, port, crashes } = setup();
    const waiting = client.call('a', {}, {});
    port().end(1);
    expect(await waiting).toMatchObject({ ok: false, error: { type: 'ServiceStopped' } });
    expect(ports).toHaveLength(2);
    expect(crashes).toEqual([true]);
    expect(port().posted[0]).toMatchObject({ kind: 'start' });
  });

  it('gives up after the fourth end within a minute, and then answers at once', async () => {
    const { client, ports, port, crashes } = setup();
    for (let count = 0; count < 4; count += 1) port().end(1);
    expect(crashes).toEqual([true, true, true, false]);
    expect(ports).toHaveLength(4);
    expect(await client.call('a', {}, {})).toMatchObject({ ok: false, error: { type: 'ServiceStopped' } });
  });

  it('starts again as often as needed when the ends lie further apart', () => {
    let now = 0;
    const { ports, port } = setup({ now: () => now });
    for (let count = 0; count < 10; count += 1) {
      now += 30_000;
      port().end(1);
    }
    expect(ports).toHaveLength(11);
  });

  it('answers what the service asks, also when that fails', async () => {
    const { port } = setup();
    port().say({ kind: 'ask', id: 5, ask: 'print.pdf', input: {} });
    await Promise.resolve();
    await Promise.resolve();
    expect(port().posted).toContainEqual({ kind: 'answer', id: 5, result: value('pdf') });
    const broken = setup({ onAsk: () => Promise.reject(new Error('broken')) });
    broken.port().say({ kind: 'ask', id: 6, ask: 'print.pdf', input: {} });
    await new Promise(setImmediate);
    expect(broken.port().posted.at(-1)).toMatchObject({ kind: 'answer', id: 6, result: { ok: false } });
  });

  it('stops once the service says so or ends, without starting it again', async () => {
    const polite = setup();
    const stopped = polite.client.stop();
    expect(polite.port().posted.at(-1)).toEqual({ kind: 'stop' });
    polite.port().say({ kind: 'stopped' });
    await stopped;
    const sudden = setup();
    const ended = sudden.client.stop();
    sudden.port().end(0);
    await ended;
    expect(sudden.ports).toHaveLength(1);
    expect(sudden.crashes).toEqual([]);
  });

  it('passes events on', () => {
    const { port, events } = setup();
    port().say({ kind: 'event', event: { type: 'changed', topics: ['petition'] } });
    expect(events).toEqual([{ type: 'changed', topics: ['petition'] }]);
  });
});
