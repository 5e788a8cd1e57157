import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const replaced = /[\\/]@rc-component[\\/]util[\\/](?:es|lib)[\\/]Dom[\\/]dynamicCSS(?:\.js)?$/u;

/**
 * Build step of the window: antd's one module that creates `<style>` elements is exchanged for ours, so that the
 * window runs under `style-src 'self'`. Fails the build when the module is no longer where it was.
 */
export function adoptedStyles(): Plugin {
  const ours = fileURLToPath(new URL('./app/adopted-styles.ts', import.meta.url));
  let seen = false;
  return {
    name: 'adopted-styles',
    enforce: 'pre',
    load(id) {
      if (!replaced.test(id.split('?')[0] ?? id)) return null;
      seen = true;
      return `export * from ${JSON.stringify(ours)};`;
    },
    buildEnd(error) {
      if (!error && !seen) throw new Error('adopted-styles: the module that writes <style> elements was not found');
    },
  };
}
