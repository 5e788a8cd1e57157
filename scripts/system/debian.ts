import { spawnSync, type SpawnOptions } from 'node:child_process';
import { hasProgram, run } from './run.ts';

/** What the runtime links to, and what tests use to look at screens, prints and packages from outside. */
const debianPackages = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'fonts-noto-cjk',
  'poppler-utils',
  'openssl',
  'xdotool',
  'x11-apps',
] as const;

/** The packages that only opening a window needs. */
export const windowPackages: readonly string[] = debianPackages.filter(
  (name) => name.startsWith('lib') || name.startsWith('fonts-'),
);
export const testPackages: readonly string[] = debianPackages;

/**
 * Makes sure that system packages are there: root installs what is missing, anybody else is told the one command
 * that does. On systems without dpkg nothing is checked; the start itself then tells what is missing.
 */
export async function ensurePackages(names: readonly string[]): Promise<void> {
  if (process.platform !== 'linux' || !hasProgram('dpkg-query')) return;
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new Error(`System packages are missing. Run once: sudo ${command}`);
  }
  console.log(`Installing system packages: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options: SpawnOptions = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  if ((await run('apt-get', ['-qq', 'update'], options)) !== 0) throw new Error('apt-get update failed');
  const install = command.split(' ').slice(1);
  if ((await run('apt-get', ['-qq', ...install], options)) !== 0) throw new Error(`${command} failed`);
}

/** Newer Debian and Ubuntu releases carry some of the libraries under a name that ends in `t64`. */
function isInstalled(name: string): boolean {
  return [name, `${name}t64`].some((each) => {
    const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status} ', each], { encoding: 'utf8' });
    return query.status === 0 && query.stdout.includes('installed ');
  });
}
