/**
 * The application on a later day, without a switch in it: a copy of the built bundle whose processes are started on a clock
 * that is ahead. A packaged build refuses such a copy, because its files no longer are what its builder listed.
 */
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolders } from '../../../scripts/build.ts';
import { prepareRunFolder } from '../../../scripts/electron-runtime.ts';

const project = join(import.meta.dirname, '..', '..', '..');

/** Returns what to start. `days` are counted from now. */
export async function placeLater(days: number): Promise<string> {
  const folder = join(project, 'out', 'harness', `later-${days}`);
  const out = join(folder, 'out');
  rmSync(folder, { recursive: true, force: true });
  for (const name of builtFolders) cpSync(join(project, 'out', name), join(out, name), { recursive: true });
  cpSync(join(project, 'package.json'), join(folder, 'package.json'));
  for (const name of ['index', 'service']) startLater(join(out, 'main'), name, days);
  const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8');
  const [, script] = /<script type="module"[^>]* src="([^"]+)"/u.exec(page) ?? [];
  if (script === undefined) throw new Error('the page names no script');
  const path = join(out, 'renderer', script);
  writeFileSync(path, `${ahead(days)}\n${readFileSync(path, 'utf8')}`);
  return (await prepareRunFolder(folder)).command;
}

function startLater(folder: string, name: string, days: number): void {
  renameSync(join(folder, `${name}.cjs`), join(folder, `${name}-itself.cjs`));
  writeFileSync(join(folder, `${name}.cjs`), `${ahead(days)}\nrequire('./${name}-itself.cjs');\n`);
}

/** Puts the clock of a program ahead. */
function ahead(days: number): string {
  return `{
  const now = Date.now;
  Date.now = () => now() + ${days * 86_400_000};
  globalThis.Date = new Proxy(Date, {
    construct: (real, parts, made) => Reflect.construct(real, parts.length > 0 ? parts : [real.now()], made),
  });
}`;
}
