/** What main answers itself: dialogs, printers, zoom, clipboard, leaving. It never sees business data. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { Output, Parsed, ShellProcedureName } from '../../preload/contract/contract.ts';
import { driveKind } from '../service/drives.ts';
import type { CopiedText } from './copied-text.ts';
import type { FileTokens } from './file-tokens.ts';

export interface ProcedureDeps {
  readonly tokens: FileTokens;
  readonly copied: CopiedText;
  readonly window: () => BrowserWindow;
  readonly quit: () => void;
}

type Handlers = { readonly [N in ShellProcedureName]: (input: Parsed<N>) => Promise<Output<N>> };
type Purpose = Parsed<'shell.pickOpen'>['purpose'];

const filtersByPurpose: Readonly<Partial<Record<Purpose, readonly FileFilter[]>>> = {
  spreadsheet: [{ name: '电子表格', extensions: ['xlsx', 'xls', 'et', 'ods', 'csv'] }],
  workbook: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
  package: [{ name: '联巡数据包', extensions: ['lxp'] }],
  request: [{ name: '入网申请和答复', extensions: ['csr', 'tar'] }],
  calendar: [{ name: '工作日历', extensions: ['json', 'xlsx', 'xls', 'et', 'csv'] }],
  pdf: [{ name: 'PDF 文件', extensions: ['pdf'] }],
  word: [{ name: 'Word 文档', extensions: ['docx'] }],
  keyBackup: [{ name: '密钥备份', extensions: ['p12'] }],
  statement: [{ name: '清理声明', extensions: ['lxw'] }],
  audit: [{ name: '日志文件', extensions: ['jsonl'] }],
};
const everything: FileFilter = { name: '所有文件', extensions: ['*'] };

export function createShellProcedures(deps: ProcedureDeps): Handlers {
  return {
    'shell.pickOpen': async ({ purpose, multiple }) => {
      const picked = await dialog.showOpenDialog(deps.window(), {
        filters: filtersFor(purpose),
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      const paths = picked.canceled ? [] : picked.filePaths;
      return { files: await Promise.all(paths.map((path) => describeFile(deps.tokens, path))) };
    },
    'shell.pickSave': async ({ purpose, suggestedName }) => {
      const picked = await dialog.showSaveDialog(deps.window(), {
        defaultPath: safeFileName(suggestedName),
        filters: filtersFor(purpose),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      if (picked.canceled || !picked.filePath) return null;
      return { token: deps.tokens.issue(picked.filePath), name: basename(picked.filePath) };
    },
    'shell.pickFolder': async () => {
      const picked = await dialog.showOpenDialog(deps.window(), {
        properties: ['openDirectory', 'createDirectory'],
      });
      const path = picked.canceled ? undefined : picked.filePaths[0];
      if (path === undefined) return null;
      return {
        token: deps.tokens.issue(path),
        name: basename(path) || path,
        removable: await isRemovable(path),
      };
    },
    'shell.printers': async () => ({ printers: await listPrinters(deps.window()) }),
    'shell.zoom': ({ percent }) => {
      deps.window().webContents.setZoomFactor(percent / 100);
      return Promise.resolve({});
    },
    'shell.copyText': async ({ text }) => {
      await deps.copied.copy(text);
      return {};
    },
    'shell.quit': () => {
      deps.quit();
      return Promise.resolve({});
    },
  };
}

/** What the system says of the folder's drive; null when it does not say, then the clerk decides. */
async function isRemovable(path: string): Promise<boolean | null> {
  const kind = await driveKind(path);
  return kind === 'unknown' ? null : kind === 'removable';
}

function filtersFor(purpose: Purpose): FileFilter[] {
  return [...(filtersByPurpose[purpose] ?? []), everything];
}

async function describeFile(
  tokens: FileTokens,
  path: string,
): Promise<{ token: string; name: string; size: number }> {
  const { size } = await stat(path);
  return { token: tokens.issue(path), name: basename(path), size };
}

async function listPrinters(window: BrowserWindow): Promise<Output<'shell.printers'>['printers']> {
  const printers = await window.webContents.getPrintersAsync();
  return printers.map((printer) => ({
    name: printer.name,
    label: printer.displayName || printer.name,
    isDefault: 'isDefault' in printer && printer.isDefault === true,
  }));
}

/** A name the window proposes is a name only: no folder, no character that Windows refuses. */
export function safeFileName(name: string): string {
  const plain = name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '_').replace(/[. ]+$/, '');
  return plain === '' ? '未命名' : plain;
}
