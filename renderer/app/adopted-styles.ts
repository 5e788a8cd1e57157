/**
 * Stands in for `@rc-component/util/es/Dom/dynamicCSS` and `@ant-design/icons/es/cssUtils` (see
 * `renderer/adopted-styles-plugin.ts`).
 *
 * antd writes its styles into `<style>` elements, which `style-src 'self'` forbids. Constructed style sheets are not
 * inline styles, so the same text goes into `document.adoptedStyleSheets` and the policy needs neither
 * `unsafe-inline` nor a nonce. The exported names and their meaning are those of the replaced modules. Everything
 * goes into the cascade layer `antd`, so that our own style sheets always win.
 */

interface Options {
  readonly prepend?: boolean | 'queue';
  readonly priority?: number;
  readonly mark?: string;
}

interface Entry {
  readonly rank: number;
  readonly sheet: CSSStyleSheet;
  /** Never in the document: callers only hang attributes on it. */
  readonly handle: HTMLStyleElement;
  css: string;
}

const entries = new Map<string, Entry>();
let unnamed = 0;

function rankOf(options: Options): number {
  if (options.prepend === 'queue') return options.priority ?? 0;
  return options.prepend ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function layered(css: string): string {
  return `@layer antd {${css}}`;
}

function place(): void {
  const ordered = [...entries.values()].sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  document.adoptedStyleSheets = ordered.map((entry) => entry.sheet);
}

export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const name = `${options.mark ?? ''}|${key}`;
  const known = entries.get(name);
  if (known) {
    if (known.css !== css) {
      known.css = css;
      known.sheet.replaceSync(layered(css));
    }
    return known.handle;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(layered(css));
  const entry: Entry = { rank: rankOf(options), sheet, handle: document.createElement('style'), css };
  entries.set(name, entry);
  place();
  return entry.handle;
}

export function injectCSS(css: string, options: Options = {}): HTMLStyleElement {
  unnamed += 1;
  return updateCSS(css, `unnamed-${unnamed}`, options);
}

export function removeCSS(key: string, options: Options = {}): void {
  if (entries.delete(`${options.mark ?? ''}|${key}`)) place();
}

export function clearContainerCache(): void {
  entries.clear();
  place();
}

/** The window has no shadow roots. */
export function getShadowRoot(): null {
  return null;
}

/** Hints for developers of the library; of no use in the window. */
export function warningOnce(): void {}
