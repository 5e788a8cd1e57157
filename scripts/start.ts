/**
 * `npm start`: fetches what is missing, builds what has changed and opens the window. Where there is no screen it
 * says so and runs the demonstration instead, which shows the same work in text and files.
 */
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';
import { prepareRunFolder } from './electron-runtime.ts';
import { ensurePackages, windowPackages } from './system/debian.ts';
import { projectFolder } from './system/paths.ts';
import { cleanEnvironment, run } from './system/run.ts';

async function start(): Promise<number> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.log('There is no screen here (DISPLAY is not set); running the demonstration: npm run demo');
    const tsx = join(projectFolder, 'node_modules', 'tsx', 'dist', 'cli.mjs');
    return await run(process.execPath, [tsx, 'scripts/demo.ts'], { cwd: projectFolder });
  }
  await ensurePackages(windowPackages);
  await ensureBuilt();
  const { command } = await prepareRunFolder();
  return await run(command, [], { env: cleanEnvironment(process.env) });
}

process.exitCode = await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
