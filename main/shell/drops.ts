/**
 * Files dropped on the window. They come by a channel of their own, which no procedure of the contract can reach: the
 * preload reads the paths from the `File` objects that Chromium made for the drop, so a page cannot name one itself.
 */
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { z } from 'zod';
import { ExpectedError, refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { Result } from '../../preload/contract/define.ts';
import { isTrusted, refused, type Sender } from './calls.ts';
import type { FileTokens } from './file-tokens.ts';
import { describeError, type LogDep } from './log.ts';

export interface DropDeps extends LogDep {
  readonly tokens: FileTokens;
  /** The id of the window's contents now; it changes at each lock. */
  readonly windowId: () => number | undefined;
}

type Dropped = Output<'shell.pickOpen'>;

const mostFiles = 50;
const message = z.array(z.string());

/** Answers the channel `drop`: tokens for files as `shell.pickOpen` gives them, for all of the files or for none. */
export function createDrops(deps: DropDeps): (sender: Sender, paths: unknown) => Promise<Result<Dropped>> {
  return async (sender, paths) => {
    if (!isTrusted(sender, deps.windowId())) {
      deps.log('error', 'drop.refusedSender', { origin: sender.origin, topFrame: sender.isTopFrame });
      return refused('SenderRefused', '这个请求不是由本程序的窗口发出的。');
    }
    const parsed = message.safeParse(paths);
    if (!parsed.success) return refused('CallMalformed', '这个请求的格式不对。');
    try {
      const files = await describeDropped(parsed.data);
      return {
        ok: true,
        value: { files: files.map(({ path, ...file }) => ({ token: deps.tokens.issue(path), ...file })) },
      };
    } catch (error) {
      if (error instanceof ExpectedError) return { ok: false, error: error.failure };
      deps.log('error', 'drop.failed', describeError(error));
      return refused('ShellFault', '这一步没有完成。');
    }
  };
}

interface DroppedFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
}

async function describeDropped(paths: readonly string[]): Promise<readonly DroppedFile[]> {
  if (paths.length > mostFiles) {
    refuse(
      'TooManyDropped',
      `一次拖入了${paths.length}个文件，没有添加。`,
      `一次最多拖入${mostFiles}个文件。`,
      '请分几次拖入。',
    );
  }
  return Promise.all(paths.map(describeFile));
}

async function describeFile(path: string): Promise<DroppedFile> {
  // What is dragged out of another window, such as a picture in a letter, has no place on the disk.
  if (!isAbsolute(path)) {
    refuse(
      'DropWithoutFile',
      '拖入的内容不是磁盘上的文件，没有添加。',
      '只能添加已保存在本机或移动介质上的文件。',
      '请先保存为文件，再从文件夹中拖入。',
    );
  }
  const name = basename(path);
  const found = await stat(path).catch(() =>
    refuse(
      'DropUnreadable',
      `文件“${name}”无法读取，没有添加。`,
      '文件已被移走，或者没有读取权限。',
      '请核对文件后重新拖入。',
    ),
  );
  if (!found.isFile()) {
    refuse(
      'DropNotAFile',
      `“${name}”不是单个文件，没有添加。`,
      '文件夹不能作为附件。',
      '请打开文件夹，选中其中的文件后拖入。',
    );
  }
  return { path, name, size: found.size };
}
