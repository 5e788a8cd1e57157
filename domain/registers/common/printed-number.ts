/** The number of a letter, on paper and in the record: whoever receives the paper refers to what is printed there. */
import type { Failure } from '../../failure.ts';
import type { GuardContext, Values } from '../../register.ts';
import { filled } from './rules.ts';

type Printed = Pick<GuardContext, 'values' | 'saidOn'>;

/** Which of the step's papers states the number of this record; undefined where none does. */
export type PaperOf = (values: Values) => string | undefined;

/** That a letter went out under another number than it was printed with; one that was left blank is written in by hand. */
export function otherNumberPrinted(paperOf: PaperOf, key: string): (context: Printed) => Failure | undefined {
  return ({ values, saidOn }) => {
    const form = paperOf(values);
    const onPaper = form === undefined ? undefined : saidOn(form)?.[key];
    if (!filled(onPaper) || onPaper === (values[key] ?? null)) return undefined;
    return {
      type: 'PaperSaysOtherNumber',
      what: `印出的文书写的文号是${String(onPaper)}，与现在的不同。`,
      why: '接收单位以收到的文书为准，回复和督办都引用文号。',
      next: '请先点“修改”填好文号，重新打印（或者另存PDF）以后再发出；仍按印出的文书发出的，改回原来的文号。',
      fields: { [key]: '与印出的文书不同。' },
    };
  };
}
