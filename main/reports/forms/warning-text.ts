/** What a warning letter says of the time that is left, in each colour (reference 3.5.3): a hint, an urging, an order. */
import { daysLeft, formatTimeLeft } from '../../../domain/calendar/time-left.ts';
import { formatDay } from './form.ts';

const wording: Readonly<Record<string, string>> = {
  GREEN: '即将到期，特此提示。请主办人对照整改方案抓紧办理，按期完成。',
  YELLOW:
    '临近到期，特此督促。请主办人逐条核对整改措施，分管领导督促落实，务必按期完成；确实不能按期完成的，应当在到期前申报延期。',
  RED: '现责令立即整改。请党组织主要负责人亲自督办，限期整改到位，并书面说明超期的原因。',
};

/**
 * The sentence for a letter of this kind about items due on these days (`YYYY-MM-DD`, '' for none), as of that day;
 * undefined for a kind without a colour, and while no item has a date.
 */
export function warningSentence(kind: string, dues: readonly string[], day: string): string | undefined {
  const words = wording[kind];
  const first = dues.filter((due) => due !== '').toSorted()[0];
  if (words === undefined || first === undefined) return undefined;
  const which = dues.length > 1 ? `下列${dues.length}个整改事项，最早的整改时限` : '该事项的整改时限';
  return `${which}为${formatDay(first)}，截至${formatDay(day)}${formatTimeLeft(daysLeft(day, first))}。${words}`;
}

/** The text as a sentence. */
export function ended(text: string): string {
  const tidy = text.trimEnd();
  return tidy === '' || /[。！？；…：][”’）》]*$/u.test(tidy) ? tidy : `${tidy}。`;
}
