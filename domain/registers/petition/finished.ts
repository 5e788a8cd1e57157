/** Letters that an old ledger says are finished: they enter as such, and none of their clocks runs (reference 3.1.5). */
import type { Values } from '../../register.ts';
import { normalizeText } from '../../text/normalize.ts';
import { trimmedTextOf } from '../../text/text-of.ts';

const finishedWord = /^已?(?:办结|办毕|办理完毕|了结|结案|归档|回告)$/u;
const archivedWord = /^已?归档$/u;
/** A column the register has no field for stands in the remark as `办理状态：已办结`. */
const statusLine = /^[^：]*(?:状态|进度|是否办结)[^：]*：(.+)$/u;

export interface Finished {
  readonly state: 'CLOSED' | 'ARCHIVED';
  /** The field that says so. */
  readonly field: string;
}

/**
 * Undefined when nothing says that the letter is finished, and while a result may still have to be told to a petitioner
 * who gave a name: that clock runs from the end of the handling, so `recentFrom` is the day from which it may. Where the
 * ledger does not date the end, the reply stands for it, and at last the receipt: a letter is never closed too early.
 */
export function finishedByLedger(values: Values, recentFrom: string): Finished | undefined {
  const ended =
    trimmedTextOf(values['concludedAt']) ||
    trimmedTextOf(values['replyAt']) ||
    trimmedTextOf(values['receivedAt']);
  const owesFeedback = values['isRealName'] === true && trimmedTextOf(values['feedbackAt']) === '';
  if (owesFeedback && (ended === '' || ended >= recentFrom)) return undefined;
  if (trimmedTextOf(values['archiveBoxNo']) !== '') return { state: 'ARCHIVED', field: 'archiveBoxNo' };
  const said = ['replyText', 'remark'].flatMap((field) =>
    wordsIn(trimmedTextOf(values[field])).map((word) => ({ field, word })),
  );
  const archived = said.find(({ word }) => archivedWord.test(word));
  if (archived) return { state: 'ARCHIVED', field: archived.field };
  const field = ['concludedAt', 'replyAt'].find((key) => trimmedTextOf(values[key]) !== '') ?? said[0]?.field;
  return field === undefined ? undefined : { state: 'CLOSED', field };
}

/** Only whole cells count: 尚未办结 and 已办结，正在反馈 say something else. */
function wordsIn(cell: string): readonly string[] {
  return cell.split('\n').flatMap((line) => {
    const [, status] = statusLine.exec(line) ?? [];
    const asked = /是否办结/u.test(line) && normalizeText(status ?? '') === '是';
    const word = asked ? '已办结' : normalizeText(status ?? line).replace(/[。.]$/u, '');
    return finishedWord.test(word) ? [word] : [];
  });
}
