/**
 * `npm run package [-- target …]`: makes the program folder (and a .deb) in `dist/` for linux-x64, or for the named
 * targets: linux-x64, linux-arm64, win32-x64. Nothing is downloaded but the runtime `npm start` uses as well.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { ensureRuntime } from './electron-runtime.ts';
import { makeDeb } from './packaging/debian.ts';
import { readManifest, stage } from './packaging/stage.ts';
import { findOfficialZip, missingZip, targets, type Target } from './packaging/targets.ts';
import { projectFolder } from './system/paths.ts';
import { extractZip } from './system/zip.ts';

const here = `${process.platform}-${process.arch}`;

async function makePackage(target: Target): Promise<void> {
  const unpackElectron = await electronFor(target);
  const folder = join(projectFolder, 'dist', `lianxun-${target.name}`);
  await stage({ target, project: projectFolder, unpackElectron, folder });
  console.log(folder);
  if (target.debian === undefined) return;
  const { version } = readManifest(projectFolder);
  const file = join(projectFolder, 'dist', `lianxun_${version}_${target.debian}.deb`);
  const icon = join(projectFolder, 'resources', 'icons', 'lianxun-256.png');
  makeDeb({ program: folder, version, architecture: target.debian, icon, file });
  console.log(file);
}

/** The official archive when it is at hand; for this very machine otherwise the runtime that is used here. */
export async function electronFor(target: Target): Promise<(folder: string) => void> {
  const zip = findOfficialZip(target);
  if (zip !== undefined) return (folder) => void extractZip(zip, folder, (name) => name);
  if (target.name !== here) throw new Error(missingZip(target));
  const runtime = await ensureRuntime();
  return (folder) => cpSync(runtime.folder, folder, { recursive: true });
}

async function main(names: readonly string[]): Promise<void> {
  const wanted = names.length === 0 ? [here] : names;
  await ensureBuilt();
  for (const name of wanted) {
    const target = targets.find((each) => each.name === name);
    if (!target)
      throw new Error(`unknown target ${name}; known are ${targets.map((each) => each.name).join(', ')}`);
    await makePackage(target);
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
