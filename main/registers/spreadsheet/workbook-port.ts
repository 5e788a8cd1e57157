import { basename } from 'node:path';
import { decodeText, openCsv } from './csv-workbook.ts';
import { compoundStreams, openLegacy } from './legacy-workbook.ts';
import {
  limits,
  refuseBroken,
  refuseEmptyFile,
  refuseMacros,
  refuseProtected,
  refuseTooLarge,
  refuseUnknownFormat,
} from './refusals.ts';
import type { Sheet, Workbook } from './sheets.ts';
import { fileSource, readAll, type SpreadsheetSource } from './source.ts';
import { openXlsx } from './xlsx-workbook.ts';
import { openZip, type ZipReader } from './zip-reader.ts';

/**
 * Opens whatever table file the clerk chose; the content decides, never the name's ending.
 *
 * Throws ExpectedError `SpreadsheetEmpty`, `SpreadsheetTooLarge`, `SpreadsheetBroken`, `SpreadsheetProtected`,
 * `SpreadsheetHasMacros` or `SpreadsheetUnknownFormat`, each saying what to do.
 */
export async function openWorkbook(source: SpreadsheetSource): Promise<Workbook> {
  if (source.size === 0) refuseEmptyFile();
  if (source.size > limits.fileBytes) {
    refuseTooLarge(
      `文件有 ${Math.ceil(source.size / 1024 / 1024)} MB，超过上限 ${limits.fileBytes / 1024 / 1024} MB。`,
    );
  }
  const head = await source.read(0, 4096);
  if (startsWith(head, [0x50, 0x4b])) return openPacked(source, await openZip(source));
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return openCompound(source.name, await readAll(source));
  if (startsWith(head, [0x09, 0x08]) || startsWith(head, [0x09, 0x04]) || startsWith(head, [0x09, 0x02])) {
    return openLegacy(source.name, await readAll(source), 'xls');
  }
  const known = knownFormat(head);
  if (known) refuseUnknownFormat(`这是${known}，不是表格。`);
  return openText(source.name, await readAll(source));
}

/** The first sheet of the file at `path`, for small tables that are read whole. Throws what {@link openWorkbook} throws. */
export async function readFirstSheet(path: string): Promise<Sheet> {
  const file = await fileSource(path, basename(path));
  try {
    const workbook = await openWorkbook(file);
    return await workbook.readSheet(0);
  } finally {
    await file.close();
  }
}

async function openPacked(source: SpreadsheetSource, zip: ZipReader): Promise<Workbook> {
  const names = zip.entriesByName;
  if (names.has('word/document.xml')) refuseUnknownFormat('这是 Word 文档，不是表格。');
  if (names.has('ppt/presentation.xml')) refuseUnknownFormat('这是演示文稿，不是表格。');
  if (names.has('[Content_Types].xml')) {
    if (!names.has('xl/workbook.bin')) return openXlsx(source.name, zip);
    if (names.has('xl/vbaProject.bin')) refuseMacros();
    return openLegacy(source.name, await readAll(source), 'xlsb');
  }
  if (names.has('content.xml') && names.has('META-INF/manifest.xml')) {
    if ([...names.keys()].some((name) => name.startsWith('Basic/') || name.startsWith('Scripts/')))
      refuseMacros();
    await verifyContent(zip);
    return openLegacy(source.name, await readAll(source), 'ods');
  }
  refuseUnknownFormat('这是压缩包，里面没有工作簿。');
}

/** An encrypted OpenDocument file keeps its directory readable and its content not. */
async function verifyContent(zip: ZipReader): Promise<void> {
  const manifest = zip.entriesByName.get('META-INF/manifest.xml');
  if (!manifest) return;
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of zip.stream(manifest)) text += decoder.decode(chunk, { stream: true });
  if (text.includes('encryption-data')) refuseProtected();
}

function openCompound(name: string, bytes: Uint8Array): Workbook {
  const streams = compoundStreams(bytes);
  if (streams.length === 0) refuseBroken('文件不完整，可能没有拷贝完。');
  const has = (stream: string): boolean => streams.includes(stream);
  if (has('EncryptedPackage') || has('EncryptionInfo')) refuseProtected();
  if (has('WordDocument')) refuseUnknownFormat('这是 Word 文档，不是表格。');
  if (has('PowerPoint Document')) refuseUnknownFormat('这是演示文稿，不是表格。');
  if (has('_VBA_PROJECT_CUR') || has('_VBA_PROJECT')) refuseMacros();
  if (!has('Workbook') && !has('Book') && !has('WORKBOOK') && !has('BOOK')) {
    refuseUnknownFormat('文件里没有工作簿。');
  }
  return openLegacy(name, bytes, 'xls');
}

function openText(name: string, bytes: Uint8Array): Workbook {
  const start = decodeText(bytes.subarray(0, 4000)).trimStart().toLowerCase();
  if (start.startsWith('<?xml') && start.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    return openLegacy(name, decodeText(bytes), 'xml');
  }
  if (/^(<!doctype html|<html|<table|<head|<meta|<div|<style)/.test(start) || /<table[\s>]/.test(start)) {
    return openLegacy(name, decodeHtml(bytes), 'html');
  }
  if (start.startsWith('<?xml') || start.startsWith('mime-version:')) {
    refuseUnknownFormat('这是网页或数据文件，不是表格。');
  }
  if (start.trim() === '') refuseEmptyFile();
  return openCsv(name, bytes);
}

function decodeHtml(bytes: Uint8Array): string {
  return decodeText(bytes).replace(/<(script|style)[\s>][\s\S]*?<\/\1>/gi, '');
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function knownFormat(head: Uint8Array): string | undefined {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46])) return ' PDF 文件';
  if (startsWith(head, [0xff, 0xd8, 0xff]) || startsWith(head, [0x89, 0x50, 0x4e, 0x47])) return '图片';
  if (startsWith(head, [0x52, 0x61, 0x72, 0x21]) || startsWith(head, [0x37, 0x7a, 0xbc, 0xaf]))
    return '压缩包';
  if (startsWith(head, [0x7b, 0x5c, 0x72, 0x74, 0x66])) return ' RTF 文档';
  if (startsWith(head, [0x4d, 0x5a])) return '程序文件';
  return undefined;
}
