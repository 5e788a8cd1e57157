import { powerMonitor } from 'electron';
import type { ServiceClient } from './service-client.ts';

const pollEvery = 5_000;

/** The window locks as soon as it has sent what is being typed; one that does not answer is locked after so long. */
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
  const lock = (): void => {
    if (locking === undefined) return;
    clearTimeout(locking);
    locking = undefined;
    service.lock();
  };
  const leave = (): void => {
    onLeaving();
    locking ??= setTimeout(lock, lastWords);
  };
  powerMonitor.on('suspend', leave);
  powerMonitor.on('lock-screen', leave);
  powerMonitor.on('shutdown', leave);
  // Fallen asleep sooner than that.
  powerMonitor.on('resume', lock);
  const timer = setInterval(() => service.idle(powerMonitor.getSystemIdleTime()), pollEvery);
  return () => {
    clearInterval(timer);
    clearTimeout(locking);
  };
}
