/** The shape that a record's line from another office must have before anything of it is looked at. */
import { dayNumber } from '../../domain/calendar/dates.ts';
import type { Field, Register, Value, Values } from '../../domain/register.ts';
import { standsOpen } from '../../domain/sealed.ts';
import { sendableChildren } from '../../domain/sent-part.ts';
import { blockedContent } from './envelope.ts';
import { type PackagedRecord, sentFields, takesContent } from './packaged.ts';
import { registerOfLine } from './reduced.ts';

/** What is wrong with a stranger's values, or undefined: unknown fields, wrong types, too long, not a date. */
export function shapeProblem(whole: Register, record: PackagedRecord): string | undefined {
  if (record.reduced && (!whole.sendsReduced || record.withdrawn || record.handsTo !== undefined))
    return `${whole.label}不能只发一部分内容。`;
  const register = registerOfLine(whole, record);
  const content = [record.values, record.children].flatMap((each) => Object.keys(each));
  if (record.withdrawn && (content.length > 0 || record.handsTo !== undefined))
    return '撤回的记录不得带有内容。';
  const main = valuesProblem(sentFields(register), record.values);
  if (main) return main;
  if (!register.workflow.states.some(({ code }) => code === record.state))
    return `状态“${record.state}”本机不认识。`;
  for (const [key, rows] of Object.entries(record.children)) {
    const child = sendableChildren(register).find((each) => each.key === key);
    if (!child || (standsOpen(child.compartment) && !takesContent(register)))
      return `栏目“${key}”本机不认识。`;
    const problem = rows
      .map((each) => valuesProblem(child.fields, each.values))
      .find((each) => each !== undefined);
    if (problem) return problem;
  }
  const blocked = blockedContent(register, record.values);
  const forbidden = [
    ...Object.keys(record.values),
    ...Object.keys(record.children).filter((key) => (record.children[key]?.length ?? 0) > 0),
  ];
  if (forbidden.some((key) => blocked.includes(key))) return '径送件中含有不得传递的内容。';
  return undefined;
}

function valuesProblem(fields: readonly Field[], given: Values): string | undefined {
  for (const [key, each] of Object.entries(given)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) return `栏目“${key}”本机不认识，可能对方软件版本较新。`;
    if (!fits(field, each)) return `“${field.label}”的内容格式不对。`;
  }
  return undefined;
}

function fits(field: Field, each: Value): boolean {
  switch (field.type) {
    case 'boolean':
      return typeof each === 'boolean';
    case 'integer':
    case 'money':
    case 'percent':
    case 'instant':
      return Number.isSafeInteger(each);
    case 'codes':
    case 'records':
      return Array.isArray(each);
    case 'date':
      return typeof each === 'string' && isRealDate(each);
    default:
      return typeof each === 'string' && each.length <= Math.max(field.maxLength ?? 200, 200) * 2;
  }
}

function isRealDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}
