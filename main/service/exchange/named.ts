/** Letters whose texts name their petitioner travel only with a reason (reference 3.16 type 4 and 6.4). */
import { refuse } from '../../../domain/failure.ts';
import type { Named } from '../../registers/named.ts';

const mostListed = 10;

/** What the approver and the audit log read; undefined when nobody is named. Refuses `NamesInContent` without reason. */
export function confirmNamed(named: readonly Named[], reason: string): string | undefined {
  if (named.length === 0) return undefined;
  if (reason !== '') return `${named.length}件内容中有与反映人相同的信息，理由：${reason}`;
  const listed = named.slice(0, mostListed).map(({ no, places }) => `${no}（${places.join('、')}）`);
  const more = named.length > mostListed ? `等${named.length}件` : '';
  refuse(
    'NamesInContent',
    `有${named.length}件信访件的内容里写有反映人的姓名、电话、证件号码或者住址，数据包没有编制。`,
    `上报的信访件不含反映人信息，写在其他栏目里的会随包带出：${listed.join('，')}${more}。`,
    '请打开这些信访件，把有关文字改为“反映人”，附件改名后重新添加，再提交；确属同名的他人、不涉及反映人的，写明理由后提交。',
    { namesReason: '请写明理由。' },
  );
}
