/** Makes the program folder: Electron's files, the application as one archive, notices, and the list of hashes. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { sumsFile, writeSums } from '../../main/shell/self-check.ts';
import { builtFolders } from '../build.ts';
import { packagedFuses, setFuses } from '../system/fuses.ts';
import type { Target } from './targets.ts';
import { thirdPartyNotices } from './notices.ts';
import { finishWindowsProgram } from './windows.ts';

export interface StageOptions {
  readonly target: Target;
  /** The checkout with its built `out/`. */
  readonly project: string;
  /** Puts Electron's files for the target into an empty folder. */
  readonly unpackElectron: (folder: string) => void;
  /** Where the program folder is made; replaced when it is there. */
  readonly folder: string;
}

/** What the application's archive carries of package.json. */
interface Manifest {
  readonly name: string;
  readonly productName: string;
  readonly version: string;
  readonly main: string;
}

export async function stage(options: StageOptions): Promise<void> {
  const { target, project, folder } = options;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  options.unpackElectron(folder);
  for (const name of ['version', 'complete', 'resources/default_app.asar'])
    rmSync(join(folder, name), { force: true });
  const executable = join(folder, target.executable);
  renameSync(join(folder, target.electron), executable);
  await packApplication(project, folder);
  if (target.name === 'win32-x64') {
    const archive = join(folder, 'resources', 'app.asar');
    const icon = join(project, 'resources', 'icons', 'lianxun.ico');
    finishWindowsProgram({ executable, archive, icon, version: readManifest(project).version });
  }
  setFuses(executable, packagedFuses);
  copyFileSync(join(project, 'LICENSE'), join(folder, 'LICENSE.lianxun.txt'));
  writeFileSync(join(folder, 'LICENSES.packages.txt'), thirdPartyNotices(project));
  writeFileSync(join(folder, sumsFile), writeSums(folder));
}

async function packApplication(project: string, folder: string): Promise<void> {
  const content = `${folder}.app`;
  rmSync(content, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  try {
    if (!existsSync(join(project, 'out', 'main', 'index.cjs')))
      throw new Error('the application is not built');
    for (const name of builtFolders)
      cpSync(join(project, 'out', name), join(content, 'out', name), { recursive: true });
    const { name, productName, version, main } = readManifest(project);
    writeFileSync(join(content, 'package.json'), JSON.stringify({ name, productName, version, main }));
    mkdirSync(join(folder, 'resources'), { recursive: true });
    await createPackage(content, join(folder, 'resources', 'app.asar'));
  } finally {
    rmSync(content, { recursive: true, force: true });
  }
}

export function readManifest(project: string): Manifest {
  return JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as Manifest;
}
