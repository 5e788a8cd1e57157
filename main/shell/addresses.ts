/** The only scheme anything is loaded by. */
export const scheme = 'app';
/** Origin of the application's pages. */
export const pageOrigin = 'app://lianxun';
export const startPage = `${pageOrigin}/index.html`;
/** Origin of sheets on their way to a printer or a PDF. */
export const paperOrigin = 'app://print';

/** Whether the window may show `address`: its start page, with whatever the router keeps behind the `#`. */
export function isStartPage(address: string): boolean {
  return address === startPage || address.startsWith(`${startPage}#`);
}

/** Whether a resource may be requested at all by a page of `origin`; blobs are made by the page itself. */
export function mayLoad(origin: string, address: string): boolean {
  return address.startsWith(`${origin}/`) || address.startsWith(`blob:${origin}/`);
}
