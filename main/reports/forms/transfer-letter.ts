/** F05 信访件转办（交办）函 with its receipt (reference 4.2): one letter for each petition, nothing of the petitioner. */
import { html, type Html } from '../html.ts';
import { letters } from './box.ts';
import { formatDay, issuerOf, type Extra, type FormContext, type FormParts } from './form.ts';
import { letterPage, returnSlip } from './letter.ts';
import { copiesOf, type PrintedRecord } from './printed-record.ts';

export function transferLetterForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  return letters('信访件转办（交办）函', records, (record) => pageOf(context, record, extra));
}

const blank = '　　　　';

function pageOf(context: FormContext, record: PrintedRecord, extra: Extra): Html {
  const kind = kindOf(record);
  const copies = copiesOf(record);
  return html`${letterPage({
    issuer: issuerOf(context, [record]),
    title: `关于${kind}信访件的函`,
    number: record.text('toDocNo'),
    to: record.text('toOrg') || extra['主送单位'] || '',
    paragraphs: [
      paragraphOf(record, kind, extra),
      '办理中请严格保密，不得将信访件材料及反映人信息转给被反映的单位和人员。',
    ],
    annexes: [`信访件材料${copies === '' ? '' : `（${copies}）`}`],
    contact: extra['联系人及电话'] ?? '',
    date: record.text('sentAt'),
  })}
  ${returnSlip('信访件转办（交办）函回执', [
    ['信访件编号', record.no],
    ['收到时间', ''],
    ['收件人', ''],
    ['件数页数', copies],
    ['收件单位（盖章）', ''],
  ])}`;
}

/** What is mended at once is given over like any other matter that must be answered. */
function kindOf({ text }: PrintedRecord): string {
  return text('handling') === '立行立改' ? '交办' : text('handling') || '转办（交办）';
}

/** 转办 asks for no result; 交办, 督办 and 协办 do, by the day of the letter or the rule. */
function paragraphOf(record: PrintedRecord, kind: string, extra: Extra): string {
  const about = accusedIn(record);
  const number = record.no === '' ? blank : record.no;
  const given =
    record.text('handling') === '立行立改'
      ? '交你单位立行立改'
      : `${kind === '转办' ? '转' : kind}你单位办理`;
  const opening = `现将反映${about}有关问题的信访件（编号${number}）${given}`;
  if (kind === '转办') return `${opening}。`;
  const due = formatDay(extra['反馈期限'] || record.text('replyDueAt')) || '　　　年　　月　　日';
  return `${opening}，并于${due}前反馈结果。`;
}

function accusedIn(record: PrintedRecord): string {
  const accused = record.rows('accused');
  const [first] = accused.length > 0 ? accused : record.rows('accusedOrgs');
  if (!first) return blank;
  const more = accused.length > 1 ? '等' : '';
  return `${first['unit'] ?? ''}${first['name'] ?? ''}${more}`;
}
