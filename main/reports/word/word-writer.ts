/** Papers as documents for Word and WPS, written beside the service's own work and cancellable at any moment. */
import { ExpectedError } from '../../../domain/failure.ts';
import { askThread, type ThreadDeps, withThread } from '../../threads.ts';
import type { WordOrder } from './word-document.ts';

/** The bytes of a `.docx`. Throws the signal's reason when aborted, ExpectedError `WordFailed` where it cannot be written. */
export function writeWord(deps: ThreadDeps, signal: AbortSignal, order: WordOrder): Promise<Uint8Array> {
  return withThread(deps, 'word', signal, (worker) =>
    askThread<Uint8Array>(worker, order, signal, unwritten),
  );
}

function unwritten(): ExpectedError {
  return new ExpectedError({
    type: 'WordFailed',
    what: '没有生成Word文档。',
    why: '内存不足，或者这张表的内容超出了可以转换的范围。',
    next: '请减少一次打印的记录后再试，或者保存为PDF。',
  });
}
