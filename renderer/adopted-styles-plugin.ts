import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Every module of antd that writes `<style>` elements. */
const replaced = [
  /[\\/]@rc-component[\\/]util[\\/](?:es|lib)[\\/]Dom[\\/]dynamicCSS(?:\.js)?$/u,
  /[\\/]@ant-design[\\/]icons[\\/](?:es|lib)[\\/]cssUtils(?:\.js)?$/u,
];

/**
 * Build step of the window: antd's modules that create `<style>` elements are exchanged for ours, so that the
 * window runs under `style-src 'self'`. Fails the build when one of them is no longer where it was.
 */
export function adoptedStyles(): Plugin {
  const ours = fileURLToPath(new URL('./app/adopted-styles.ts', import.meta.url));
  const seen = new Set<number>();
  return {
    name: 'adopted-styles',
    enforce: 'pre',
    load(id) {
      const path = id.split('?')[0] ?? id;
      const index = replaced.findIndex((pattern) => pattern.test(path));
      if (index < 0) return null;
      seen.add(index);
      return `export * from ${JSON.stringify(ours)};`;
    },
    buildEnd(error) {
      if (!error && seen.size < replaced.length) {
        throw new Error('adopted-styles: a module that writes <style> elements was not found');
      }
    },
  };
}
