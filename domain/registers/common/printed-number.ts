/** The number of a letter, on paper and in the record: whoever receives the paper refers to what is printed there. */
import type { Failure } from '../../failure.ts';
import type { GuardContext, Values } from '../../register.ts';
import { filled } from './rules.ts';

type Printed = Pick<GuardContext, 'values' | 'saidOn'>;

/** Which of the step's papers states the number of this record; undefined where none does. */
export type PaperOf = (values: Values) => string | undefined;

/** That a letter went out under another number than it was printed with. */
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

/** That it was printed before it had one: somebody has written it in by hand, or it has to be printed again. */
export function noNumberPrinted(paperOf: PaperOf, key: string): (context: Printed) => Failure | undefined {
  return ({ values, saidOn }) => {
    const form = paperOf(values);
    const said = form === undefined ? undefined : saidOn(form);
    if (!said || filled(said[key]) || !filled(values[key])) return undefined;
    return {
      type: 'PaperWithoutNumber',
      what: `印出的文书上没有文号（打印时还没有填写），现在的文号是${String(values[key])}。`,
      why: '接收单位以收到的文书为准，回复和督办都引用文号。',
      next: '请先点“修改”填好文号，重新打印（或者另存PDF）以后再办理；已经在印出的文书上手工填写的，写明后继续。',
      fields: { [key]: '印出的文书上没有。' },
    };
  };
}
