import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCopiedText } from '../../main/shell/copied-text.ts';
import { createFileTokens } from '../../main/shell/file-tokens.ts';
import { createShellProcedures, safeFileName } from '../../main/shell/procedures.ts';
import { shellContract } from '../../preload/contract/shell.ts';

// What files before this one have read is not what is read with the mock, and none of that stays for those after it.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
const dialogs = vi.hoisted(() => ({ asked: [] as unknown[], open: [] as string[], save: '' }));
vi.mock('electron', () => ({
  dialog: {
    showOpenDialog: (_window: unknown, options: unknown) => {
      dialogs.asked.push(options);
      return Promise.resolve({ canceled: dialogs.open.length === 0, filePaths: dialogs.open });
    },
    showSaveDialog: (_window: unknown, options: unknown) => {
      dialogs.asked.push(options);
      return Promise.resolve({ canceled: dialogs.save === '', filePath: dialogs.save });
    },
  },
}));

let folder: string;
const tokens = createFileTokens();
const procedures = createShellProcedures({
  tokens,
  copied: createCopiedText({ readText: () => '', writeText: () => undefined }),
  window: () => ({}) as BrowserWindow,
  quit: () => undefined,
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lianxun-dialogs-'));
  Object.assign(dialogs, { asked: [], open: [], save: '' });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the dialogs', () => {
  it('give name and size of chosen files, and of their place a token only', async () => {
    const path = join(folder, '台账.xlsx');
    writeFileSync(path, 'twelve bytes');
    dialogs.open = [path];
    const given = await procedures['shell.pickOpen']({ purpose: 'spreadsheet', multiple: false });
    expect(shellContract['shell.pickOpen'].output.parse(given)).toEqual(given);
    expect(given.files).toMatchObject([{ name: '台账.xlsx', size: 12 }]);
    expect(JSON.stringify(given)).not.toContain(folder);
    expect(Object.values(tokens.collect(given) ?? {})).toEqual([path]);
  });

  it('give nothing when they are cancelled', async () => {
    expect(await procedures['shell.pickOpen']({ purpose: 'package', multiple: true })).toEqual({ files: [] });
    expect(await procedures['shell.pickSave']({ purpose: 'pdf', suggestedName: 'a' })).toBeNull();
    expect(await procedures['shell.pickFolder']({ purpose: 'medium' })).toBeNull();
  });

  it('propose a plain file name, whatever the window asks for', async () => {
    dialogs.save = join(folder, 'a.pdf');
    const given = await procedures['shell.pickSave']({
      purpose: 'pdf',
      suggestedName: '../../etc/[秘密]a.pdf',
    });
    expect(given?.name).toBe('a.pdf');
    expect(dialogs.asked).toMatchObject([{ defaultPath: '.._.._etc_[秘密]a.pdf' }]);
  });

  it('say of a folder whether it is removable, as far as the system tells', async () => {
    dialogs.open = [folder];
    const given = await procedures['shell.pickFolder']({ purpose: 'medium' });
    expect(shellContract['shell.pickFolder'].output.parse(given)).toEqual(given);
    expect([true, false, null]).toContain(given?.removable);
  });
});

describe('a proposed file name', () => {
  it.each([
    ['信访件登记表.pdf', '信访件登记表.pdf'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['name. . ', 'name'],
    ['line\nbreak\u0000', 'line_break_'],
    ['...', '未命名'],
    ['', '未命名'],
  ])('%j becomes %j', (name, expected) => expect(safeFileName(name)).toBe(expected));
});
