import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Flex, Modal, Tabs } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { rowHeading } from '../../../domain/statistics/reports.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { pickWorkbook } from '../../shared/pick-workbook.ts';
import '../../shared/shared.css';
import { PaperDocument, paperWidth, type LaidOut } from '../paper/paper-document.tsx';
import { ReceivedReports } from './received-reports.tsx';
import { useReportParameters } from './report-memory.tsx';
import { ReportParameters, type Parameters } from './report-parameters.tsx';
import { ReportSheet } from './report-sheet.tsx';
import './reports.css';

interface Computed {
  readonly report: Output<'reports.compute'>;
  readonly parameters: Parameters;
}

/** 统计报表: own figures, and the reports other offices have sent. */
export function ReportsPage({ tab }: { readonly tab: 'own' | 'received' }): ReactElement {
  const [, navigate] = useLocation();
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">统计报表</h1>
      </div>
      <Tabs
        className="page-tabs"
        activeKey={tab}
        onChange={(key) => navigate(key === 'received' ? '/reports/received' : '/reports')}
        items={[
          { key: 'own', label: '本库统计' },
          { key: 'received', label: '收到的报表' },
        ]}
      />
      {tab === 'own' ? <OwnReports /> : <ReceivedReports />}
    </>
  );
}

/** The table with the letters behind every number, its counting rules and its checks. */
function OwnReports(): ReactElement {
  const { readOnly } = useSession();
  const [parameters, setParameters] = useReportParameters();
  const [computed, setComputed] = useState<Computed | null>(null);
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
  return (
    <>
      <Flex justify="space-between" align="start" gap="small">
        <ReportParameters
          value={parameters}
          running={running}
          onChange={setParameters}
          onCompute={() => void compute()}
        />
        {computed && !readOnly ? <ReportOutputs computed={computed} disabled={changed || running} /> : null}
      </Flex>
      {failure ? <FailureAlert error={failure} onClose={clear} /> : null}
      {progress ? <JobProgressBar title="正在统计" progress={progress} onCancel={cancel} /> : null}
      {changed && !running ? <p className="quiet">条件已改，请点“统计”。下面仍是上一次的结果。</p> : null}
      {computed ? (
        <ReportSheet
          report={computed.report}
          rowTitle={rowHeading(computed.report.report, computed.parameters.rows)}
        />
      ) : null}
    </>
  );
}

interface OutputsProps {
  readonly computed: Computed;
  readonly disabled: boolean;
}

function ReportOutputs({ computed: { report, parameters }, disabled }: OutputsProps): ReactElement {
  const { message } = App.useApp();
  const [paper, setPaper] = useState<LaidOut | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const layOut = useJob('paper.report');
  const save = useJob('reports.export');
  const failure = layOut.failure ?? save.failure ?? unpicked;
  const preview = async (): Promise<void> => {
    const laidOut = await layOut.run({ parameters });
    if (laidOut) setPaper(laidOut);
  };
  const exportSheet = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const span = [parameters.from, parameters.to].map((day) => day.replaceAll('-', '')).join('-');
      const file = await pickWorkbook(`${report.title}${span}`, null);
      if (!file) return;
      if (await save.run({ parameters, file: file.token })) {
        void message.success(`已导出到“${file.name}”。导出的文件不再加密，请按密级保管。`, 6);
      }
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <Flex vertical gap="small">
      <Flex gap="small" justify="end">
        <Button
          icon={<PrinterOutlined />}
          disabled={disabled}
          loading={layOut.running}
          onClick={() => void preview()}
        >
          打印预览
        </Button>
        <Button
          icon={<DownloadOutlined />}
          disabled={disabled}
          loading={save.running}
          onClick={() => void exportSheet()}
        >
          导出Excel
        </Button>
      </Flex>
      {failure ? <FailureAlert error={failure} /> : null}
      <Modal
        open={paper !== null}
        title={report.title}
        width={paperWidth}
        footer={null}
        className="print-dialog"
        onCancel={() => setPaper(null)}
        destroyOnHidden
      >
        {paper ? <PaperDocument paper={paper} /> : null}
      </Modal>
    </Flex>
  );
}
