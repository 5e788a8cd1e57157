import { Button, Flex, Select } from 'antd';
import type { ReactElement } from 'react';
import { pinyinInitials } from '../../../domain/text/pinyin.ts';
import { rowNames, rowsOf } from '../../../domain/statistics/reports.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { matchesOption } from '../../registers/code-options.ts';
import { PeriodPicker } from '../../shared/period-picker.tsx';

export type Parameters = Input<'reports.compute'>['parameters'];

const reportNames: Readonly<Record<Parameters['report'], string>> = {
  'R-01': 'R-01　信访受理情况统计表',
  'R-02': 'R-02　反映对象结构统计表',
  'R-03': 'R-03　反映问题结构统计表',
  'R-04': 'R-04　巡察了解工作量统计表',
  'R-05': 'R-05　信访办理情况统计表',
  'R-06': 'R-06　问题线索情况统计表',
  'R-07': 'R-07　监督执纪“四种形态”统计表',
  'R-08': 'R-08　巡察工作情况总表',
  'R-09': 'R-09　整改进展情况统计表',
  'R-10': 'R-10　整改预警情况统计表',
  'R-11': 'R-11　交叉巡察与常规巡察对比表',
  'R-12': 'R-12　交叉巡察情况统计表',
  'R-13': 'R-13　巡察全覆盖进度表',
  'R-14': 'R-14　巡察人才库情况统计表',
  'R-15': 'R-15　协作事项统计表',
  'R-16': 'R-16　资金三数比对统计表',
  'R-17': 'R-17　制度建设情况统计表',
  'R-18': 'R-18　整改日常监督情况统计表',
  'R-22': 'R-22　反馈问题分类统计表',
};

/** Under what else a report is looked for. */
const otherNames: Readonly<Partial<Record<Parameters['report'], string>>> = { 'R-09': 'F25 整改情况汇总表' };

/** What the search of the chooser looks at. */
function searchedIn(report: Parameters['report'], label: string): string {
  const names = [label, otherNames[report] ?? ''];
  return [report.replace('-', ''), ...names, ...names.flatMap(pinyinInitials)].join(' ').toLowerCase();
}

/** The rows chosen before where the report takes them. */
function rowsFor(report: string, before: Parameters['rows']): Parameters['rows'] {
  const taken = rowsOf(report);
  const [first = 'office'] = taken;
  if (taken.includes(before)) return before;
  return taken.length > 2 && taken.includes('office') ? 'office' : first;
}

interface Props {
  readonly value: Parameters;
  readonly running: boolean;
  readonly onChange: (parameters: Parameters) => void;
  /** As {@link PeriodPicker} tells it. */
  readonly isUnread: boolean;
  readonly onUnread: (isUnread: boolean) => void;
  readonly onCompute: () => void;
}

/** Which report, for which period, one row for each of what, and of which offices. */
export function ReportParameters(props: Props): ReactElement {
  const { value, running, isUnread, onChange, onUnread, onCompute } = props;
  const { office } = useSession();
  const mayAsk = usePermission('network.read');
  const offered = useProcedure('reports.offered', {});
  const network = useProcedure('network.status', mayAsk ? {} : null);
  const others = network.data?.peers.filter(({ status }) => status !== 'SELF') ?? [];
  return (
    <Flex gap="small" align="center" wrap className="toolbar">
      <Select<Parameters['report']>
        aria-label="报表"
        className="report-select"
        showSearch={{ filterOption: matchesOption }}
        value={value.report}
        onChange={(report) => onChange({ ...value, report, rows: rowsFor(report, value.rows) })}
        options={Object.entries(reportNames)
          .filter(([report]) => offered.data?.reports.some((each) => each === report))
          .map(([report, label]) => ({
            value: report as Parameters['report'],
            label,
            search: searchedIn(report as Parameters['report'], label),
          }))}
      />
      <PeriodPicker
        value={{ from: value.from, to: value.to }}
        onChange={({ from, to }) => onChange({ ...value, from, to })}
        onUnread={onUnread}
      />
      <Select<Parameters['rows']>
        aria-label="分行方式"
        className="rows-select"
        value={value.rows}
        onChange={(rows) => onChange({ ...value, rows })}
        options={rowsOf(value.report).map((rows) => ({ value: rows, label: rowNames[rows] }))}
      />
      {others.length > 0 ? (
        <Select<string[]>
          mode="multiple"
          aria-label="报送单位"
          className="offices-select"
          placeholder="全部单位"
          maxTagCount={1}
          allowClear
          value={[...(value.offices ?? [])]}
          onChange={(offices) => onChange({ ...value, offices: offices.length === 0 ? null : offices })}
          options={[
            { value: office.id, label: office.name },
            ...others.map((peer) => ({ value: peer.office, label: peer.name })),
          ]}
        />
      ) : null}
      <Button type="primary" loading={running} disabled={isUnread} onClick={onCompute}>
        统计
      </Button>
    </Flex>
  );
}
