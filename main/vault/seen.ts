/**
 * What this PC has seen of each vault, kept outside the vault's folder. A folder restored from an older copy then
 * shows itself. Whoever restores both is found only by the next receipt from another office.
 */
import { dirname } from 'node:path';
import { utf8 } from './bytes.ts';
import { readWhole, replaceFile } from './files.ts';
import type { Files } from './files.ts';

export interface Seen {
  readonly sequence: number;
  /** Revision of the key slots. */
  readonly revision: number;
}

const nothing: Seen = { sequence: 0, revision: 0 };

export function readSeen(files: Files, seenFile: string | undefined, vaultId: string): Seen {
  return (seenFile && readAll(files, seenFile)[vaultId]) || nothing;
}

/** Raises the marks, never lowers them. */
export async function raiseSeen(
  files: Files,
  seenFile: string | undefined,
  vaultId: string,
  now: Seen,
): Promise<void> {
  if (!seenFile) return;
  const all = readAll(files, seenFile);
  const before = all[vaultId] ?? nothing;
  if (now.sequence <= before.sequence && now.revision <= before.revision) return;
  const raised = {
    sequence: Math.max(now.sequence, before.sequence),
    revision: Math.max(now.revision, before.revision),
  };
  const text = `${JSON.stringify({ ...all, [vaultId]: raised }, null, 2)}\n`;
  await replaceFile(files, dirname(seenFile), seenFile, utf8(text), () => true);
}

/** A damaged file counts as empty: it only ever adds a warning. */
function readAll(files: Files, seenFile: string): Record<string, Seen> {
  const all: Record<string, Seen> = {};
  try {
    const value: unknown = JSON.parse(readWhole(files, seenFile)?.toString('utf8') ?? '{}');
    for (const [id, seen] of Object.entries(value ?? {})) {
      if (isSeen(seen)) all[id] = seen;
    }
  } catch {
    return {};
  }
  return all;
}

function isSeen(value: unknown): value is Seen {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sequence' in value &&
    'revision' in value &&
    Number.isSafeInteger(value.sequence) &&
    Number.isSafeInteger(value.revision)
  );
}
