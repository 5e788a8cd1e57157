/**
 * The program's log: what happened to the program, never what it is about. One JSON object a line; the file is
 * turned once it is full, so at most two files are kept.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface LogDep {
  readonly log: (level: 'info' | 'error', event: string, detail?: Readonly<Record<string, LogValue>>) => void;
}
type LogValue = string | number | boolean | null;

const fullAt = 1_000_000;

/** Errors also go to the standard error output, where tests and a technician see them. */
export function createLog(folder: string): LogDep {
  const file = join(folder, 'lianxun.log');
  mkdirSync(folder, { recursive: true });
  return {
    log: (level, event, detail = {}) => {
      const line = `${JSON.stringify({ at: new Date().toISOString(), level, event, ...detail })}\n`;
      if (level === 'error') process.stderr.write(line);
      try {
        if (sizeOf(file) > fullAt) renameSync(file, join(folder, 'lianxun.1.log'));
        appendFileSync(file, line);
      } catch {
        process.stderr.write(`${JSON.stringify({ level: 'error', event: 'log.unwritable' })}\n`);
      }
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** What may be written about an unexpected error: its kind and place. Its message may carry data and is left out. */
export function describeError(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const place = /\n\s+at .*/.exec(error.stack ?? '')?.[0]?.trim() ?? '';
  return { error: error.name, place: place.replace(/\(?[^()\s]*[\\/]([^\\/()\s]+)\)?$/, '$1') };
}
