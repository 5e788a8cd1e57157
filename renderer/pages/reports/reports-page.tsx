import { Tabs } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { rowHeading } from '../../../domain/statistics/reports.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { unreadPeriod } from '../../shared/period-picker.tsx';
import '../../shared/shared.css';
import { IssueReport } from './issue-report.tsx';
import { IssuedReports } from './issued-reports.tsx';
import { ReceivedReports } from './received-reports.tsx';
import { useReportParameters } from './report-memory.tsx';
import { ReportOutputs } from './report-outputs.tsx';
import { ReportParameters, type Parameters } from './report-parameters.tsx';
import { ReportSheet } from './report-sheet.tsx';
import './reports.css';

interface Computed {
  readonly report: Output<'reports.compute'>;
  readonly parameters: Parameters;
}

const paths = { own: '/reports', issued: '/reports/issued', received: '/reports/received' } as const;

interface Props {
  readonly tab: keyof typeof paths;
  /** Of the issued report that is open. */
  readonly issued?: string | undefined;
}

/** 统计报表: own figures, those that were issued, and the reports other offices have sent. */
export function ReportsPage({ tab, issued }: Props): ReactElement {
  const [, navigate] = useLocation();
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">统计报表</h1>
      </div>
      <Tabs
        className="page-tabs"
        activeKey={tab}
        onChange={(key) => navigate(paths[key as keyof typeof paths])}
        items={[
          { key: 'own', label: '本库统计' },
          { key: 'issued', label: '已出具的报表' },
          { key: 'received', label: '收到的报表' },
        ]}
      />
      {tab === 'own' ? <OwnReports /> : null}
      {tab === 'issued' ? <IssuedReports opened={issued} /> : null}
      {tab === 'received' ? <ReceivedReports /> : null}
    </>
  );
}

/** The table with the letters behind every number, its counting rules and its checks. */
function OwnReports(): ReactElement {
  const { readOnly } = useSession();
  const [parameters, setParameters] = useReportParameters();
  const [computed, setComputed] = useState<Computed | null>(null);
  const [isUnread, setUnread] = useState(false);
  const { run, running, progress, failure, cancel, clear } = useJob('reports.compute');
  const compute = async (): Promise<void> => {
    const report = await run({ parameters });
    if (report) setComputed({ report, parameters });
  };
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void compute();
  });
  const changed = computed !== null && JSON.stringify(computed.parameters) !== JSON.stringify(parameters);
  // What is shown is not what the fields say.
  const isWaiting = changed || isUnread || running;
  return (
    <>
      <ReportParameters
        value={parameters}
        running={running}
        isUnread={isUnread}
        onChange={setParameters}
        onUnread={setUnread}
        onCompute={() => void compute()}
      />
      {computed && !readOnly ? (
        <ReportOutputs
          source={{ parameters: computed.parameters }}
          report={computed.report}
          disabled={isWaiting}
        >
          <IssueReport {...computed} disabled={isWaiting} />
        </ReportOutputs>
      ) : null}
      {failure ? <FailureAlert error={failure} onClose={clear} /> : null}
      {progress ? <JobProgressBar title="正在统计" progress={progress} onCancel={cancel} /> : null}
      {isUnread ? (
        <p className="weakness" role="alert">
          {unreadPeriod}
        </p>
      ) : null}
      {changed && !isUnread && !running ? (
        <p className="quiet">条件已改，请点“统计”。下面仍是上一次的结果。</p>
      ) : null}
      {computed ? (
        <ReportSheet
          report={computed.report}
          rowTitle={rowHeading(computed.report.report, computed.parameters.rows)}
        />
      ) : null}
    </>
  );
}
