import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPresence } from '../../main/shell/watch-presence.ts';

// What files before this one have read is not what is read with the mock, and none of that stays for those after it.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
const power = vi.hoisted(() => ({ listeners: new Map<string, () => void>(), idle: 0 }));
vi.mock('electron', () => ({
  powerMonitor: {
    on: (name: string, listener: () => void) => power.listeners.set(name, listener),
    getSystemIdleTime: () => power.idle,
  },
}));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it.each(['suspend', 'lock-screen', 'shutdown'])(
  'lets the window keep what is typed, then locks, on %s',
  (name) => {
    const told: string[] = [];
    const lock = (): void => void told.push('lock');
    const stop = watchPresence({ lock, idle: () => undefined }, () => told.push('leaving'));
    power.listeners.get(name)?.();
    expect(told).toEqual(['leaving']);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual(['leaving', 'lock']);
    stop();
  },
);

it('locks as soon as the PC wakes again when it fell asleep before', () => {
  const lock = vi.fn();
  const stop = watchPresence({ lock, idle: () => undefined }, () => undefined);
  power.listeners.get('resume')?.();
  expect(lock).not.toHaveBeenCalled();
  power.listeners.get('suspend')?.();
  power.listeners.get('resume')?.();
  vi.advanceTimersByTime(1_000);
  expect(lock).toHaveBeenCalledTimes(1);
  stop();
});

it('tells every five seconds for how long nobody touched a key, until it is stopped', () => {
  const told: number[] = [];
  const idle = (seconds: number): void => void told.push(seconds);
  const stop = watchPresence({ lock: () => undefined, idle }, () => undefined);
  power.idle = 7;
  vi.advanceTimersByTime(10_000);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([7, 7]);
});
