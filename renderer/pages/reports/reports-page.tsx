import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  DownloadOutlined,
  PrinterOutlined,
} from '@ant-design/icons';
import { App, Button, Flex, Modal } from 'antd';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { todayInChina } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { periodOf } from '../../shared/periods.ts';
import '../../shared/shared.css';
import { PaperDocument, paperWidth, type LaidOut } from '../paper/paper-document.tsx';
import { ReportParameters, rowNames, type Parameters } from './report-parameters.tsx';
import { ReportTable } from './report-table.tsx';
import './reports.css';

interface Computed {
  readonly report: Output<'reports.compute'>;
  readonly parameters: Parameters;
}

/** 统计报表: the table with the letters behind every number, its counting rules and its checks. */
export function ReportsPage(): ReactElement {
  const { office } = useSession();
  const [parameters, setParameters] = useState<Parameters>(() => ({
    report: 'R-01',
    ...periodOf('year', todayInChina()),
    rows: office.level === 'CITY' ? 'office' : 'month',
    offices: null,
  }));
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
      <div className="page-head">
        <h1 className="page-title">统计报表</h1>
        {computed ? <ReportOutputs computed={computed} disabled={changed || running} /> : null}
      </div>
      <ReportParameters
        value={parameters}
        running={running}
        onChange={setParameters}
        onCompute={() => void compute()}
      />
      {failure ? <FailureAlert error={failure} onClose={clear} /> : null}
      {progress ? <JobProgressBar title="正在统计" progress={progress} onCancel={cancel} /> : null}
      {changed && !running ? <p className="quiet">条件已改，请点“统计”。下面仍是上一次的结果。</p> : null}
      {computed ? <ReportSheet computed={computed} /> : null}
    </>
  );
}

function ReportSheet({ computed: { report, parameters } }: { readonly computed: Computed }): ReactElement {
  return (
    <section className="panel report-sheet">
      <h2 className="report-title">{report.title}</h2>
      <Flex justify="space-between">
        <span>统计期：{report.period}</span>
        <span>单位：{report.unit}</span>
      </Flex>
      <ReportTable
        report={report}
        rowTitle={report.report === 'R-03' ? '反映问题' : rowNames[parameters.rows]}
      />
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
      const file = await call('shell.pickSave', {
        purpose: 'workbook',
        suggestedName: `${report.title}${parameters.from.replaceAll('-', '')}-${parameters.to.replaceAll('-', '')}.xlsx`,
      });
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
