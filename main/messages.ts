/** What main and the vault service say to each other. Plain data only: it crosses a process border. */
import type { ServiceEvent } from '../preload/contract/contract.ts';
import type { Result } from '../preload/contract/define.ts';

export interface ServiceConfig {
  /** Folder below which everything of this installation is kept. */
  readonly userData: string;
  /** Folder of fonts, calendars and code tables that ship with the program. */
  readonly resources: string;
  readonly version: string;
  readonly packaged: boolean;
}

export type ToService =
  | { readonly kind: 'start'; readonly config: ServiceConfig }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly procedure: string;
      readonly input: unknown;
      readonly files: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  /** The PC was locked or sent to sleep, or the window broke: drop the keys now. */
  | { readonly kind: 'lock'; readonly reason: 'system' }
  /** Sent every few seconds; the service knows after how many minutes it locks. */
  | { readonly kind: 'idle'; readonly seconds: number }
  /** The program is ending: close the vault, then say `stopped`. */
  | { readonly kind: 'stop' };

export type FromService =
  | { readonly kind: 'result'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: ServiceEvent }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: string; readonly input: unknown }
  | { readonly kind: 'stopped' };
