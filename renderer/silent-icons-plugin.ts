import type { Plugin } from 'vite';

const module = /[\\/]@ant-design[\\/]icons[\\/](?:es|lib)[\\/]components[\\/]AntdIconLight\.js$/u;
const named = /\{\s*role: "img",\s*"aria-label": icon\.name\s*\}/u;

/** Icons that stand alone in a button of antd's. */
const spoken = { filter: '筛选', left: '向前', right: '向后', search: '查找' };

/**
 * Build step of the window: antd's icons name themselves in English to a screen reader (`lock 锁定`). Beside a text
 * they say nothing new and are hidden from it; those that stand alone are named in Chinese. Fails the build when the
 * icons are no longer made that way.
 */
export function silentIcons(): Plugin {
  let seen = false;
  return {
    name: 'silent-icons',
    enforce: 'pre',
    transform(code, id) {
      if (!module.test(id.split('?')[0] ?? id)) return null;
      seen = named.test(code);
      const name = `(${JSON.stringify(spoken)})[icon.name]`;
      return code.replace(
        named,
        `(${name} ? { role: "img", "aria-label": ${name} } : onClick ? { role: "img" } : { "aria-hidden": true })`,
      );
    },
    buildEnd(error) {
      if (!error && !seen) throw new Error('silent-icons: the module that makes icons was not found');
    },
  };
}
