import { powerMonitor } from 'electron';
import type { ServiceClient } from './service-client.ts';

const pollEvery = 5_000;

/**
 * Tells the service when nobody is there: at once when the PC sleeps or its screen is locked, and every few seconds
 * for how long no key or mouse was touched (Linux has no event for that).
 */
export function watchPresence(service: Pick<ServiceClient, 'idle' | 'lock'>): () => void {
  powerMonitor.on('suspend', service.lock);
  powerMonitor.on('lock-screen', service.lock);
  powerMonitor.on('shutdown', service.lock);
  const timer = setInterval(() => service.idle(powerMonitor.getSystemIdleTime()), pollEvery);
  return () => clearInterval(timer);
}
