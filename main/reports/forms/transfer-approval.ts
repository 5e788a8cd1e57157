/** F51 数据导入/导出审批单 (reference 4.2): one package on its way out of the PC or into it, and who answers for it. */
import { code, html, keep } from '../html.ts';
import { choices } from './box.ts';
import { dayToWrite, opinion, pair, wide, type Extra, type FormParts } from './form.ts';
import { blankPackage, countsOf, halves, type PackageSheet } from './package-list.ts';

/** Who asked for what came from elsewhere, and who approved that it is taken in, signs by hand. */
export function transferApprovalForm(sheet: PackageSheet | null, mark: string, extra: Extra): FormParts {
  const slip = sheet ?? blankPackage;
  const came = slip.directionLabel === '收';
  const direction = sheet === null ? '' : came ? '导入' : '导出';
  const [operator, at] = came ? [slip.importedBy, slip.receivedAt] : [slip.writtenBy, slip.writtenAt];
  const witness = extra['监督人'] || (came ? slip.witness : '');
  return {
    name: `数据导入/导出审批单${slip.no === '' ? '' : ` ${slip.no}`}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`<h1>数据导入/导出审批单</h1>
      <table class="box middle">
        ${halves} ${pair('方向', choices(['导入', '导出'], direction), '密级', keep(mark))}
        ${pair('发出单位', slip.fromName, '接收单位', slip.toName)}
        ${wide('内容', html`${slip.kindLabel === '' ? '' : `${slip.kindLabel}数据包　`}${code(slip.no)}`)}
        ${wide('条数', countsOf(slip))} ${pair('数据期间', slip.period, '介质编号', code(slip.mediumCode))}
        ${wide('查毒结果', choices(['未发现病毒', '发现病毒'], ''))}
        ${wide('申请人', opinion('', came ? '' : slip.createdBy, came ? '' : day(slip.createdAt), '签字', 12))}
        ${wide('审批人', opinion('', came ? '' : slip.approvedBy, came ? '' : day(slip.approvedAt), '签字', 12))}
        ${pair('操作人', operator, '操作时间', at || dayToWrite)}
        ${wide('监督人', opinion('', witness, '', '签字', 12))}
      </table>`,
  };
}

function day(at: string): string {
  return at.slice(0, 10);
}
