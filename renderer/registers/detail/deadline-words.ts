import { isFinal } from '../../../domain/calendar/deadlines.ts';
import { formatTimeLeft } from '../../../domain/calendar/time-left.ts';
import type { Register, Tone, Values } from '../../../domain/register.ts';
import type { LoadedRecord } from './detail-head.tsx';

type Deadline = Pick<
  LoadedRecord['deadlines'][number],
  'rule' | 'state' | 'remaining' | 'due' | 'originalDue'
>;

interface Words {
  readonly tone: Tone;
  /** Where the clock stands. */
  readonly text: string;
  /** How the due date came to differ from the one before. */
  readonly moved: string;
  /** What was done on the day that stopped it. */
  readonly met: string;
}

/** What is said of one clock of a record. A clock that stopped though nothing was finished is not called 完成. */
export function wordsOf(register: Register, values: Values, deadline: Deadline): Words {
  const use = register.deadlines.find(({ rule }) => rule === deadline.rule);
  const stopped = use?.stoppedFor?.(values);
  return {
    ...lookOf(deadline, stopped),
    moved: use?.movedBy?.(values) ?? movedHow(deadline),
    met: stopped ?? '完成',
  };
}

/** Whether another office's paper that asked this one for an answer is over, and this one's term with it, unanswered. */
export function isEndedUnanswered(
  register: Register,
  { state, deadlines }: Pick<LoadedRecord, 'state' | 'deadlines'>,
): boolean {
  const asks = register.deadlines.some(({ answeredIn }) => answeredIn !== undefined);
  return asks && isFinal(register, state) && deadlines.length === 0;
}

/** A document may also set an earlier day. */
const movedHow = ({ due, originalDue }: Deadline): string =>
  due !== null && originalDue !== null && due < originalDue ? '提前' : '延期';

function lookOf({ state, remaining }: Deadline, stopped: string | undefined): Pick<Words, 'tone' | 'text'> {
  switch (state) {
    case 'met':
      return stopped === undefined
        ? { tone: 'success', text: '按期完成' }
        : { tone: 'neutral', text: `已${stopped}，不再预警` };
    case 'metLate':
      return { tone: 'warning', text: stopped === undefined ? '逾期完成' : `逾期后${stopped}，不再预警` };
    case 'overdue':
      return { tone: 'danger', text: remaining === null ? '已超期' : formatTimeLeft(remaining) };
    case 'ended':
      return { tone: 'neutral', text: '本件已结束，不再计时' };
    case 'endedLate':
      return {
        tone: 'warning',
        text: `本件结束时${remaining === null ? '已超期' : formatTimeLeft(remaining)}`,
      };
    case 'unknown':
      return { tone: 'warning', text: '无法计算' };
    case 'open':
      return {
        tone: remaining !== null && remaining.count <= 3 ? 'warning' : 'neutral',
        text: remaining === null ? '计算中' : formatTimeLeft(remaining),
      };
  }
}
