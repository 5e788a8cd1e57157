import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Flex, Modal } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { pickWorkbook } from '../../shared/pick-workbook.ts';
import { PaperDocument, paperWidth, type LaidOut } from '../paper/paper-document.tsx';

interface Props {
  /** Counted now, or as it was issued. */
  readonly source: Input<'paper.report'>['source'];
  readonly report: Pick<Output<'reports.compute'>, 'title' | 'period'>;
  readonly disabled?: boolean;
  /** More that can be done with the report. */
  readonly children?: ReactNode;
}

/** 打印预览 and 导出Excel of a report. */
export function ReportOutputs({ source, report, disabled = false, children }: Props): ReactElement {
  const { message } = App.useApp();
  const [paper, setPaper] = useState<LaidOut | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const layOut = useJob('paper.report');
  const save = useJob('reports.export');
  const failure = layOut.failure ?? save.failure ?? unpicked;
  const preview = async (): Promise<void> => {
    const laidOut = await layOut.run({ source });
    if (laidOut) setPaper(laidOut);
  };
  const exportSheet = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const file = await pickWorkbook(`${report.title}（${report.period}）`, null);
      if (!file) return;
      if (await save.run({ source, file: file.token })) {
        void message.success(`已导出到“${file.name}”。导出的文件不再加密，请按密级保管。`, 6);
      }
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <Flex vertical gap="small" className="report-outputs">
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
        {children}
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
