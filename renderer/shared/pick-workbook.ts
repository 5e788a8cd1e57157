import { fileNamePrefix } from '../../domain/secrecy.ts';
import type { Input, Output } from '../../preload/contract/contract.ts';
import { call } from '../app/bridge.ts';

/**
 * Asks where a workbook goes; its name begins with the mark of what is in it: of the letters a query matches, or the
 * office's own.
 */
export async function pickWorkbook(
  name: string,
  query: Input<'export.mark'>['query'],
): Promise<Output<'shell.pickSave'>> {
  const { mark } = await call('export.mark', { query });
  return call('shell.pickSave', {
    purpose: 'workbook',
    suggestedName: `${fileNamePrefix(mark)}${name}.xlsx`,
  });
}
