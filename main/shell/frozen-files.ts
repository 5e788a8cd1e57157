/**
 * What the window may load: every file of the built interface, read once at the start into a map from its exact
 * address to its bytes. A request is answered by looking its whole address up, so there is no path to escape from.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface FrozenFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
export type FilesByAddress = ReadonlyMap<string, FrozenFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
};

/** Reads all files below `folder`; files of a kind that is not served are left out. A missing folder gives none. */
export function readFrozenFiles(base: string, folder: string): Map<string, FrozenFile> {
  const files = new Map<string, FrozenFile>();
  for (const path of pathsBelow(folder, '')) {
    const type = types[extname(path)];
    if (type !== undefined)
      files.set(`${base}/${encodeURI(path)}`, { type, bytes: read(join(folder, path)) });
  }
  return files;
}

function read(file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(file));
}

function pathsBelow(folder: string, prefix: string): readonly string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return pathsBelow(join(folder, entry.name), `${prefix}${entry.name}/`);
    return entry.isFile() ? [`${prefix}${entry.name}`] : [];
  });
}

/** The policy of the application's own pages. Nothing is fetched, nothing inline runs, nothing may frame them. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The policy of the worker that reads PDF files: it decodes scans (JBIG2, CCITT, JPEG 2000) by WebAssembly, which no
 * page may run.
 */
export const pdfWorkerPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pdfWorker = /^app:\/\/lianxun\/assets\/pdf-worker-[\w-]+\.js$/;

/** The policy of a sheet that is being printed: no script at all; its styles stand in the sheet itself. */
export const paperPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Powers of the browser that no page of ours uses; taken away before any handler could be asked. */
const unusedPowers = [
  'accelerometer', 'camera', 'clipboard-read', 'display-capture',
  'encrypted-media', 'fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts',
  'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'serial',
  'storage-access', 'usb', 'window-management', 'xr-spatial-tracking',
]; // prettier-ignore
const permissionsPolicy = unusedPowers.map((name) => `${name}=()`).join(', ');

/** Headers sent with every answer, the refusing ones included. */
export function headersFor(type: string, policy: string): Record<string, string> {
  return {
    'Content-Type': type,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': permissionsPolicy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };
}

/** Answers one request: 200 with the file whose address is exactly the requested one, 405, or 404. */
export function answer(files: FilesByAddress, policy: string, method: string, address: string): Response {
  const refused = { headers: headersFor('text/plain; charset=utf-8', policy) };
  if (method !== 'GET') return new Response('', { ...refused, status: 405 });
  const file = files.get(address);
  if (file === undefined) return new Response('', { ...refused, status: 404 });
  const allowed = pdfWorker.test(address) ? pdfWorkerPolicy : policy;
  return new Response(file.bytes, { status: 200, headers: headersFor(file.type, allowed) });
}
