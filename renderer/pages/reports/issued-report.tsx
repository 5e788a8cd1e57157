import { ArrowLeftOutlined, DiffOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registerOf } from '../../../domain/registers/registers.ts';
import { groupedDigest } from '../../../domain/text/grouped-digest.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useProcedure } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { OpensList } from '../../registers/list/opens-list.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { Asked } from '../../shared/states.tsx';
import { ReportOutputs } from './report-outputs.tsx';
import { ReportSheet } from './report-sheet.tsx';

/** A report as it was issued, and what of it would be otherwise today. */
export function IssuedReport({ id }: { readonly id: string }): ReactElement {
  const [, navigate] = useLocation();
  const query = useProcedure('reports.issuedOne', { id });
  return (
    <>
      <div className="toolbar">
        <Button icon={<ArrowLeftOutlined />} onClick={() => navigate('/reports/issued')}>
          返回已出具的报表
        </Button>
      </div>
      <Asked query={query}>{(issued) => <Opened id={id} issued={issued} />}</Asked>
    </>
  );
}

interface OpenedProps {
  readonly id: string;
  readonly issued: Output<'reports.issuedOne'>;
}

function Opened({ id, issued }: OpenedProps): ReactElement {
  const { readOnly } = useSession();
  const { no, at, byName, digest, report, rowTitle } = issued;
  const comparison = useJob('reports.compareIssued');
  const [differences, setDifferences] = useState<Differences | null>(null);
  const compare = async (): Promise<void> => {
    const found = await comparison.run({ id });
    if (found) setDifferences(found.differences);
  };
  const compareButton = (
    <Button icon={<DiffOutlined />} loading={comparison.running} onClick={() => void compare()}>
      与现在的数核对
    </Button>
  );
  return (
    <>
      <Flex justify="space-between" align="start" gap="small">
        <p className="quiet report-issued">
          编号 <span className="code">{no}</span>，{byName}于{formatInstant(at)}出具，摘要{' '}
          <span className="code">{groupedDigest(digest)}</span>
          （与纸质件核对）。
        </p>
        {readOnly ? (
          compareButton
        ) : (
          <ReportOutputs source={{ issued: id }} report={report}>
            {compareButton}
          </ReportOutputs>
        )}
      </Flex>
      {comparison.failure ? <FailureAlert error={comparison.failure} onClose={comparison.clear} /> : null}
      {comparison.progress ? (
        <JobProgressBar title="正在核对" progress={comparison.progress} onCancel={comparison.cancel} />
      ) : null}
      {differences ? <DifferenceTable differences={differences} /> : null}
      <ReportSheet report={report} rowTitle={rowTitle} />
    </>
  );
}

type Differences = Output<'reports.compareIssued'>['differences'];

function DifferenceTable({ differences }: { readonly differences: Differences }): ReactElement {
  if (differences.length === 0)
    return (
      <Alert type="success" showIcon role="status" className="failure-alert" title="各栏与现在的数一致。" />
    );
  return (
    <section className="panel" aria-label="与现在的数核对">
      <Alert
        type="warning"
        showIcon
        role="status"
        className="failure-alert"
        title={`有${differences.length}个数与现在不同：出具以后登记又有变动。下面的报表仍是出具时的数。`}
      />
      <Table
        size="small"
        rowKey={({ row, column }) => `${row}/${column}`}
        dataSource={[...differences]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: '行', dataIndex: 'row', ellipsis: true },
          { title: '栏', dataIndex: 'column', ellipsis: true },
          { title: '出具时', dataIndex: 'issued', width: 120, className: 'number', render: shown },
          {
            title: '现在',
            dataIndex: 'present',
            width: 120,
            className: 'number',
            render: (present: string | null, { drill }) =>
              drill && present !== '0' ? (
                <OpensList drill={drill} title={`查看这些${registerOf(drill.register).label}`}>
                  {shown(present)}
                </OpensList>
              ) : (
                shown(present)
              ),
          },
        ]}
      />
    </section>
  );
}

/** A row or a column that the other report does not have. */
function shown(text: string | null): string {
  return text ?? '没有此栏';
}
