/** F11 问题线索登记表 and F12 问题线索移交审批表 (reference 4.2). */
import { formatMark } from '../../../../domain/secrecy.ts';
import { code, codes, html, lines, type Html } from '../../html.ts';
import { boxColumns, choices, sheets, smallTable, tall } from '../box.ts';
import { formatDay, opinion, pair, signatures, wide, type Extra, type FormParts } from '../form.ts';
import type { PrintedRecord } from '../printed-record.ts';
import { personsOf, postsOf, sourceNumbersOf, sourceOf } from './lead-texts.ts';

export function leadRegistrationForm(records: readonly PrintedRecord[], extra: Extra): FormParts {
  return sheets('问题线索登记表', records, (record) => registrationSheet(record, extra));
}

export function leadApprovalForm(records: readonly PrintedRecord[], extra: Extra): FormParts {
  return sheets('问题线索移交审批表', records, (record) => approvalSheet(record, extra));
}

const dispositions = ['谈话函询', '初步核实', '暂存待查', '予以了结'];
const handlings = ['自办', '转办', '交办', '督办', '协办'];

function registrationSheet(record: PrintedRecord, extra: Extra): Html {
  const text = record.text;
  return html`<section class="part">
    <h1>问题线索登记表</h1>
    <table class="box">
      ${boxColumns} ${pair('线索编号', code(record.no), '密级', formatMark(record.mark))}
      ${pair('线索来源', sourceOf(record), '收件日期', formatDay(receivedAt(record)))}
      ${wide('反映人', reflectedBy(record))}
    </table>
    ${smallTable(
      '被反映人',
      [
        { key: 'name', label: '姓名', width: 16 },
        { key: 'unit', label: '工作单位', width: 32 },
        { key: 'post', label: '职务', width: 22 },
        { key: 'rank', label: '职级', width: 15 },
        { key: 'political', label: '政治面貌', width: 15 },
      ],
      record.rows('persons'),
      2,
    )}
    <table class="box joined">
      ${boxColumns} ${wide('被反映单位', html`${orgsOf(record)}`)}
      ${tall('反映主要问题', lines(text('problemIntro')), 42)}
      ${tall('拟办意见', lines(extra['拟办意见'] || text('officeOpinion') || text('groupOpinion')), 22)}
      ${wide('办理方式', choices(handlings, extra['办理方式'] ?? ''))}
      ${wide('处置方式', choices(dispositions, text('disposition')))}
    </table>
    ${signatures(['承办人', '审核人', '批办领导'], extra)}
  </section>`;
}

function orgsOf(record: PrintedRecord): string {
  return record
    .rows('orgs')
    .map((row) => row['name'] ?? '')
    .filter((name) => name !== '')
    .join('、');
}

/** When the first of the letters and visits it comes from was received; blank where it comes from none that is here. */
function receivedAt({ related }: PrintedRecord): string {
  const days = ['petitionIds', 'receptionIds'].flatMap(related).map(({ text }) => text('receivedAt'));
  return days.filter((day) => day !== '').sort()[0] ?? '';
}

/** Who wrote a letter is kept with the letter (reference 6.4); the lead names its number. */
function reflectedBy(record: PrintedRecord): Html {
  const numbers = sourceNumbersOf(record);
  return numbers.length === 0 ? html`` : html`见来源件${codes(numbers)}，身份信息不摘录`;
}

function approvalSheet(record: PrintedRecord, extra: Extra): Html {
  const text = record.text;
  return html`<section class="part">
    <h1>问题线索移交审批表</h1>
    <table class="box">
      ${boxColumns} ${pair('编号', code(record.no), '密级', formatMark(record.mark))}
      ${pair('来源', sourceOf(record), '被反映人', personsOf(record))}
      ${wide('单位、职务、\n职级、管理权限', postsOf(record))}
      ${tall('问题摘要', lines(text('problemIntro')), 26)} ${tall('证据目录', lines(text('evidence')), 14)}
      ${pair('建议移交对象', text('handoverSuggest') || text('handoverTo'), '建议形态', text('formSuggest'))}
      ${tall('巡察组\n组长意见', opinion(text('groupOpinion'), text('groupLeader'), text('groupSignedAt'), '签字', 20))}
      ${tall('会商意见', opinion(consulted(record), '', text('consultedAt'), '签字', 19))}
      ${tall('巡察办意见', opinion(text('officeOpinion') || (extra['巡察办意见'] ?? ''), text('approvedBy'), text('approvedAt'), '签字', 19))}
      ${tall('领导小组意见', opinion(text('leadingGroupOpinion'), '', text('leadingGroupAt'), '签字', 19))}
      ${tall('书记专题会\n情况', lines(meeting(record)), 18)}
    </table>
  </section>`;
}

function consulted(record: PrintedRecord): string {
  const last = record.rows('consultations').at(-1);
  return [last?.['opinion'] ?? '', record.text('consultConclusion')].filter((part) => part !== '').join('\n');
}

function meeting({ text }: PrintedRecord): string {
  if (text('fastTrack') === '是') return ['经批准直查快办。', text('fastTrackReason')].join('');
  const head = [formatDay(text('secretaryMeetingAt')), text('meetingNo')].filter((part) => part !== '');
  return [head.join('　'), text('meetingOpinion')].filter((part) => part !== '').join('\n');
}
