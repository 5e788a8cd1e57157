import { cpSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { build, type Plugin } from 'vite';
import { adoptedStyles } from './renderer/adopted-styles-plugin.ts';
import { silentIcons } from './renderer/silent-icons-plugin.ts';

const root = import.meta.dirname;
const out = join(root, 'out');
const builtin = [...builtinModules, ...builtinModules.map((name) => `node:${name}`), 'electron'];

/** The WebAssembly of database engine and solver stands beside the bundles that load it; resources stand beside the bundles. */
function copyFiles(): Plugin {
  return {
    name: 'copy-files',
    closeBundle() {
      const { resolve } = createRequire(import.meta.url);
      mkdirSync(join(out, 'main'), { recursive: true });
      copyFileSync(resolve('sql.js/dist/sql-wasm.wasm'), join(out, 'main', 'sql-wasm.wasm'));
      copyFileSync(resolve('highs/runtime'), join(out, 'main', 'highs.wasm'));
      if (existsSync(join(root, 'resources')))
        cpSync(join(root, 'resources'), join(out, 'resources'), { recursive: true });
    },
  };
}

/** A thread is handed its program as text, so each stands in one file of its own and shares nothing with the service. */
function bundleThreads(threads: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'bundle-threads',
    async closeBundle() {
      for (const [name, source] of Object.entries(threads))
        await build({
          configFile: false,
          logLevel: 'warn',
          ssr: { noExternal: true },
          build: {
            ssr: join(root, source),
            target: 'node20.18',
            outDir: join(out, 'main'),
            emptyOutDir: false,
            minify: false,
            rollupOptions: {
              external: builtin,
              output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
            },
          },
        });
    },
  };
}

/** Everything is bundled, so that a build needs no node_modules; older than the oldest runtime that is supported. */
export default defineConfig({
  main: {
    plugins: [
      copyFiles(),
      bundleThreads({
        solver: 'main/planning/solver-worker.ts',
        word: 'main/reports/word/word-worker.ts',
      }),
    ],
    build: {
      target: 'node20.18',
      outDir: join(out, 'main'),
      externalizeDeps: false,
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: {
          index: join(root, 'main/index.ts'),
          service: join(root, 'main/service/process.ts'),
        },
        external: builtin,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'shared-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: join(out, 'preload'),
      externalizeDeps: false,
      minify: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: { index: join(root, 'preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), adoptedStyles(), silentIcons()],
    build: {
      target: 'chrome130',
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: false,
      chunkSizeWarningLimit: 4000,
      reportCompressedSize: false,
      rollupOptions: { input: { index: join(root, 'renderer/index.html') } },
    },
  },
});
