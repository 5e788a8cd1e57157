import { mkdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';

const project = join(import.meta.dirname, '..', '..', '..');

/**
 * Builds a test program for Electron's main process and returns its application folder. Each file that starts one has a
 * place of its own, because files run at the same time.
 */
export async function buildHarness(name: string, place: string): Promise<string> {
  const folder = join(project, 'out', 'harness', place);
  const outDir = join(folder, 'out');
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      outDir,
      target: 'node20.18',
      rollupOptions: {
        external: ['electron', ...builtinModules, ...builtinModules.map((each) => `node:${each}`)],
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
    ssr: { noExternal: true },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, main: 'out/index.cjs' }));
  return folder;
}
