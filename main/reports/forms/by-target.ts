/** Papers of which each inspected organisation gets its own part: what goes to it shows nothing of the others. */
import type { FormContext } from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

/** What one office registered of one organisation: every county has its 民政局党组. */
export interface TargetPart {
  readonly records: readonly PrintedRecord[];
  /** The organisation, for the heading; '' on an unfilled sheet. */
  readonly target: string;
  /** Whose part it is, to stand on each of its pages; '' where there is only one. */
  readonly above: string;
}

/**
 * The records by organisation and by the office that registered them, in the order in which these first appear; none at all
 * makes one unfilled part. `keyOf` parts them further, e.g. by who has signed.
 */
export function byTarget(
  context: Pick<FormContext, 'nameOfOffice'>,
  records: readonly PrintedRecord[],
  keyOf: (record: PrintedRecord) => string = () => '',
): readonly TargetPart[] {
  if (records.length === 0) return [{ records, target: '', above: '' }];
  const officeOf = (record: PrintedRecord): string => context.nameOfOffice(record.office);
  const parts = new Map<string, PrintedRecord[]>();
  for (const record of records) {
    const key = [record.text('targetId'), officeOf(record), keyOf(record)].join('\n');
    const part = parts.get(key);
    if (part) part.push(record);
    else parts.set(key, [record]);
  }
  const areOfSeveral = new Set(records.map(officeOf)).size > 1;
  return [...parts.values()].map((own) => {
    const [first] = own;
    const named = first?.text('targetId') ?? '';
    if (parts.size === 1) return { records: own, target: named, above: '' };
    const target = named || '（未填写被巡察党组织）';
    const office = first && areOfSeveral ? officeOf(first) : '';
    return { records: own, target, above: office === '' ? target : `${target}（登记单位：${office}）` };
  });
}

/** On every further page of a list of one organisation; where there are several each says above its headings whose it is. */
export function overleafTitleOf(parts: readonly TargetPart[], name: string): string {
  const target = parts.length === 1 ? (parts[0]?.target ?? '') : '';
  return target === '' ? '' : `${target}${name}（续）`;
}
