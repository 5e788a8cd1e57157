import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPresence } from '../../main/shell/watch-presence.ts';

const power = vi.hoisted(() => ({ listeners: new Map<string, () => void>(), idle: 0 }));
vi.mock('electron', () => ({
  powerMonitor: {
    on: (name: string, listener: () => void) => power.listeners.set(name, listener),
    getSystemIdleTime: () => power.idle,
  },
}));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('locks at once when the PC sleeps, shuts down or its screen is locked', () => {
  const lock = vi.fn();
  const stop = watchPresence({ lock, idle: () => undefined });
  for (const name of ['suspend', 'lock-screen', 'shutdown']) power.listeners.get(name)?.();
  expect(lock).toHaveBeenCalledTimes(3);
  stop();
});

it('tells every five seconds for how long nobody touched a key, until it is stopped', () => {
  const told: number[] = [];
  const stop = watchPresence({ lock: () => undefined, idle: (seconds) => told.push(seconds) });
  power.idle = 7;
  vi.advanceTimersByTime(10_000);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([7, 7]);
});
