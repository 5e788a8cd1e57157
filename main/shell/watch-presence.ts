import { powerMonitor } from 'electron';
import type { ServiceClient } from './service-client.ts';

const pollEvery = 5_000;

/** For the window to send what is being typed; a PC falls asleep later than that. */
const lastWords = 300;

/**
 * Tells the service when nobody is there: when the PC sleeps or its screen is locked, after the window was told to keep
 * what is being typed (`onLeaving`), and every few seconds for how long no key or mouse was touched (Linux has no event
 * for that).
 */
export function watchPresence(
  service: Pick<ServiceClient, 'idle' | 'lock'>,
  onLeaving: () => void,
): () => void {
  let locking: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    onLeaving();
    locking ??= setTimeout(() => {
      locking = undefined;
      service.lock();
    }, lastWords);
  };
  powerMonitor.on('suspend', leave);
  powerMonitor.on('lock-screen', leave);
  powerMonitor.on('shutdown', leave);
  const timer = setInterval(() => service.idle(powerMonitor.getSystemIdleTime()), pollEvery);
  return () => {
    clearInterval(timer);
    clearTimeout(locking);
  };
}
