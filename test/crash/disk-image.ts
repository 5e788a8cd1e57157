/** What lies on a simulated disk, and how single changes of contents and names alter it. */
import { createHash } from 'node:crypto';

const sectorBytes = 512;

export type DataChange =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly length: number };
export type NameChange =
  | { readonly kind: 'link'; readonly path: string; readonly inode: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly inode: number }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'unfolder'; readonly path: string };

export interface Image {
  readonly folders: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, Buffer>;
}

export const emptyImage = (folder: string): Image => ({ folders: new Set([folder]), files: new Map() });

export function imageDigest(image: Image): string {
  const hash = createHash('sha1');
  for (const path of [...image.files.keys()].sort()) {
    hash.update(`${path} ${contentDigest(image.files.get(path))} `);
  }
  for (const folder of [...image.folders].sort()) hash.update(folder);
  return hash.digest('base64');
}

/** Contents are never changed in place, so each is hashed once. */
const digests = new WeakMap<Buffer, string>();

function contentDigest(content: Buffer = Buffer.alloc(0)): string {
  const known = digests.get(content);
  if (known !== undefined) return known;
  const digest = createHash('sha1').update(content).digest('base64');
  digests.set(content, digest);
  return digest;
}

/** Never changes its argument, so images can share buffers. */
export function applyData(content: Buffer, made: DataChange): Buffer {
  if (made.kind === 'truncate') {
    return Buffer.concat([content.subarray(0, made.length)], made.length);
  }
  const end = made.at + made.bytes.length;
  const next = Buffer.alloc(Math.max(content.length, end));
  content.copy(next);
  made.bytes.copy(next, made.at);
  return next;
}

/** As applying one after the other, with one copy. */
export function applyAll(content: Buffer, changes: readonly DataChange[]): Buffer {
  const ends = changes.map((made) => (made.kind === 'write' ? made.at + made.bytes.length : made.length));
  const room = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(room);
  let length = content.length;
  for (const made of changes) {
    if (made.kind === 'write') {
      made.bytes.copy(room, made.at);
      length = Math.max(length, made.at + made.bytes.length);
    } else {
      room.fill(0, Math.min(made.length, length));
      length = made.length;
    }
  }
  return room.subarray(0, length);
}

export function applyName(names: Map<string, number>, folders: Set<string>, made: NameChange): void {
  switch (made.kind) {
    case 'link':
      names.set(made.path, made.inode);
      break;
    case 'rename':
      if (names.get(made.from) === made.inode) names.delete(made.from);
      names.set(made.to, made.inode);
      break;
    case 'unlink':
      names.delete(made.path);
      break;
    case 'folder':
      folders.add(made.path);
      break;
    case 'unfolder':
      folders.delete(made.path);
      break;
  }
}

/** A write falls apart at sector borders, now and then inside a sector as well. */
export function pieces(made: DataChange, choice: 'none' | 'all' | (() => number)): readonly DataChange[] {
  if (made.kind === 'truncate' || typeof choice !== 'function') return [made];
  const parts: DataChange[] = [];
  for (let at = made.at; at < made.at + made.bytes.length;) {
    const border = Math.min((Math.floor(at / sectorBytes) + 1) * sectorBytes, made.at + made.bytes.length);
    const torn = choice() < 0.1 ? Math.floor(choice() * (border - at)) : border - at;
    const start = at - made.at;
    if (torn > 0) parts.push({ kind: 'write', at, bytes: made.bytes.subarray(start, start + torn) });
    at = border;
  }
  return parts;
}
