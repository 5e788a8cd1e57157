/** A folder for what the files of one run share; see `made-once.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly readyFolder: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'lianxun-ready-'));
  project.provide('readyFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
