import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Flex } from 'antd';
import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { ReportTable } from './report-table.tsx';

interface Props {
  readonly report: Output<'reports.compute'>;
  readonly rowTitle: string;
}

/** One report as it will be printed: table, notes, checks, counting rules. */
export function ReportSheet({ report, rowTitle }: Props): ReactElement {
  return (
    <section className="panel report-sheet">
      <h2 className="report-title">{report.title}</h2>
      <Flex justify="space-between">
        <span>统计期：{report.period}</span>
        <span>单位：{report.unit}</span>
      </Flex>
      <ReportTable report={report} rowTitle={rowTitle} />
      {report.notes.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {report.checks.length > 0 ? (
        <>
          <h3>平衡校验</h3>
          <ul className="report-checks">
            {report.checks.map(({ text, ok }) => (
              <li key={text} className={ok ? 'passed' : 'failed'}>
                {ok ? <CheckCircleOutlined /> : <CloseCircleOutlined />} {ok ? '相符' : '不符'}：{text}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>统计口径</h3>
      <ol className="report-rules">
        {report.rules.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ol>
    </section>
  );
}
