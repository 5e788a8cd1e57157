/** Builds the application into `out/`; does nothing when no source is newer than the last build. */
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './system/paths.ts';
import { run } from './system/run.ts';

const sources = [
  'domain',
  'main',
  'preload',
  'renderer',
  'resources',
  'package.json',
  'electron.vite.config.ts',
];
/** What a build leaves in `out/`; whatever lies there besides is no part of the application. */
export const builtFolders = ['main', 'preload', 'renderer', 'resources'] as const;

const stamp = join(projectFolder, 'out', 'built');

/** Throws when the build fails. */
export async function ensureBuilt(): Promise<void> {
  const started = new Date();
  const changed = Math.max(...sources.map((name) => newest(join(projectFolder, name))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > changed) return;
  const tool = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const code = await run(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: projectFolder });
  if (code !== 0) throw new Error('the build failed');
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}

function newest(path: string): number {
  const info = statSync(path, { throwIfNoEntry: false });
  if (!info) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(info.mtimeMs, ...inside);
}

if (process.argv[1] === import.meta.filename) await ensureBuilt();
