import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly dev?: boolean;
  readonly version?: string;
  readonly license?: string;
}

/** The licence texts of every package that may stand in the bundles, as the packages themselves ship them. */
export function thirdPartyNotices(project: string): string {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  return Object.entries(lock.packages)
    .filter(([path, locked]) => path.startsWith('node_modules/') && locked.dev !== true)
    .filter(([path]) => existsSync(join(project, path)))
    .map(([path, locked]) => notice(project, path, locked))
    .join('\n');
}

function notice(project: string, path: string, locked: LockedPackage): string {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const file = readdirSync(join(project, path)).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(project, path, file), 'utf8').trim();
  return `${'='.repeat(79)}\n${name} ${locked.version ?? ''} (${locked.license ?? 'see below'})\n\n${text}\n`;
}
