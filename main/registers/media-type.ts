/** What a file is, by its first bytes and never by its name. */
import { refuse } from '../../domain/failure.ts';

export interface MediaKind {
  readonly mediaType: string;
  readonly extensions: readonly string[];
}

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const kinds = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'] },
  png: { mediaType: 'image/png', extensions: ['png'] },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  tiff: { mediaType: 'image/tiff', extensions: ['tif', 'tiff'] },
  docx: { mediaType: word, extensions: ['docx'] },
  xlsx: { mediaType: sheet, extensions: ['xlsx'] },
} as const satisfies Readonly<Record<string, MediaKind>>;

/** How much of a file is enough to tell; a zip names its parts within it. */
export const headBytes = 64 * 1024;

const starts = (head: Uint8Array, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** Refuses everything but PDF, PNG, JPEG, TIFF, DOCX and XLSX. */
export function sniffMediaKind(head: Uint8Array, name: string): MediaKind {
  if (starts(head, 0x25, 0x50, 0x44, 0x46, 0x2d)) return kinds.pdf;
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return kinds.png;
  if (starts(head, 0xff, 0xd8, 0xff)) return kinds.jpeg;
  if (starts(head, 0x49, 0x49, 0x2a, 0) || starts(head, 0x4d, 0x4d, 0, 0x2a)) return kinds.tiff;
  if (starts(head, 0x50, 0x4b, 3, 4)) {
    const parts = Buffer.from(head).toString('latin1');
    if (parts.includes('word/')) return kinds.docx;
    if (parts.includes('xl/')) return kinds.xlsx;
  }
  refuse(
    'FileKindUnknown',
    `“${name}”不能作为附件。`,
    '附件只接受 PDF、PNG、JPG、TIF、DOCX、XLSX，并按文件内容识别，与扩展名无关。',
    '请另存为上述格式后再添加。',
  );
}

/** The last part of a path without control and reserved signs; empty when nothing is left. */
export function plainFileName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  return Array.from(plain).slice(-120).join('');
}

/** A name that shows and saves safely everywhere: no path, no control or reserved signs, the ending of what it is. */
export function cleanFileName(name: string, kind: MediaKind): string {
  const plain = plainFileName(name);
  const dot = plain.lastIndexOf('.');
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : '';
  const known = kind.extensions.includes(ending);
  const stem = known ? plain.slice(0, dot) : plain;
  return `${stem === '' ? '附件' : stem}.${known ? ending : (kind.extensions[0] ?? '')}`;
}
