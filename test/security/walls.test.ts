import { describe, expect, it } from 'vitest';
import { readSources, type Source } from './sources.ts';

const ours = /^(?:domain|main|preload|renderer|scripts|test)\//;
const below = [
  'main/vault/',
  'main/registers/',
  'main/exchange/',
  'main/reports/',
  'main/planning/',
  'main/audit/',
];
/** Parts of main that every folder of main may use. */
const shared = new Set(['main/deps.ts', 'main/messages.ts', 'main/threads.ts']);

/** Whether a source may import a path, by where both stand. */
function isAllowed(source: Source, target: string): boolean {
  const { path } = source;
  if (target === 'electron')
    return path.startsWith('main/shell/') || path === 'main/index.ts' || path === 'preload/index.ts';
  if (path.startsWith('domain/'))
    return target.startsWith('domain/') || !(ours.test(target) || target.startsWith('node:'));
  if (path === 'renderer/adopted-styles-plugin.ts') return true;
  if (path.startsWith('renderer/'))
    return (
      !target.startsWith('node:') && (!ours.test(target) || /^(?:renderer|preload|domain)\//.test(target))
    );
  if (path.startsWith('preload/'))
    return !target.startsWith('node:') && (!ours.test(target) || /^(?:preload|domain)\//.test(target));
  if (!ours.test(target) || target.startsWith('domain/') || shared.has(target)) return true;
  if (target.startsWith('renderer/')) return false;
  if (path.startsWith('main/shell/'))
    return /^(?:main\/shell|preload)\//.test(target) || target === 'main/service/drives.ts';
  // The contract describes what the procedures take and give; everything in main may read it.
  if (target.startsWith('preload/contract/')) return true;
  if (below.some((folder) => path.startsWith(folder)))
    return below.some((folder) => target.startsWith(folder));
  if (path.startsWith('main/service/') || path === 'main/messages.ts')
    return !target.startsWith('main/shell/');
  return path === 'main/index.ts' || shared.has(path);
}

describe('the walls between the folders', () => {
  const sources = readSources('domain', 'main', 'preload', 'renderer');

  it('stand: dependencies point one way', () => {
    const holes = sources.flatMap((source) =>
      source.imports
        .filter((target) => !isAllowed(source, target))
        .map((target) => `${source.path} → ${target}`),
    );
    console.log(
      `walls: ${sources.length} files, ${sources.reduce((sum, each) => sum + each.imports.length, 0)} imports`,
    );
    expect(holes).toEqual([]);
  });

  it('would be seen to fall', () => {
    const source = (path: string): Source => ({ path, text: '', imports: [] });
    expect(isAllowed(source('domain/numbering.ts'), 'node:fs')).toBe(false);
    expect(isAllowed(source('domain/numbering.ts'), 'main/deps.ts')).toBe(false);
    expect(isAllowed(source('renderer/app/main.tsx'), 'main/vault/vault.ts')).toBe(false);
    expect(isAllowed(source('main/vault/vault.ts'), 'main/service/router.ts')).toBe(false);
    expect(isAllowed(source('main/service/router.ts'), 'electron')).toBe(false);
    expect(isAllowed(source('main/shell/calls.ts'), 'main/vault/vault.ts')).toBe(false);
  });
});
