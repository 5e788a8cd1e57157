import { SaxesParser } from 'saxes';
import { ExpectedError } from '../../../domain/failure.ts';
import { refuseBroken } from './refusals.ts';

/** Element names come without their namespace prefix, since offices' programs choose different ones. */
export interface XmlHandlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/**
 * Streams one XML part through the handlers. Entities beyond XML's own five and document types are refused.
 * Throws ExpectedError `SpreadsheetBroken` when the part is not well-formed, and the signal's reason when aborted.
 */
export async function parseXml(
  chunks: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
  options: { readonly signal?: AbortSignal | undefined; readonly onBytes?: (bytes: number) => void } = {},
): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.on('doctype', () => {
    failure ??= new Error('document type');
  });
  const { open, close, text } = handlers;
  if (open) parser.on('opentag', (tag) => open(localName(tag.name), tag.attributes));
  if (close) parser.on('closetag', (tag) => close(localName(tag.name)));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }

  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      options.signal?.throwIfAborted();
      parser.write(decoder.decode(chunk, { stream: true }));
      bytes += chunk.length;
      options.onBytes?.(bytes);
      if (failure) break;
    }
    if (!failure) parser.write(decoder.decode()).close();
  } catch (error) {
    if (error instanceof ExpectedError || !(error instanceof TypeError)) throw error;
    failure ??= error;
  }
  if (failure) refuseBroken('文件内部的内容不符合表格格式。');
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
