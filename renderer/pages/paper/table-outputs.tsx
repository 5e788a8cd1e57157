import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { App, Button, Flex, Modal } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { pickWorkbook } from '../../shared/pick-workbook.ts';
import './paper.css';
import { PaperDocument, paperWidth, type LaidOut } from './paper-document.tsx';

/** Long work that answers, or is refused and says why. */
interface Work<Args extends readonly unknown[], Answer> {
  readonly run: (...args: Args) => Promise<Answer | undefined>;
  readonly running: boolean;
  readonly failure: Failure | null;
}

interface Props {
  readonly title: string;
  /** Suggested for the workbook, without extension. */
  readonly fileName: string;
  readonly paper: Work<[], LaidOut>;
  /** Takes the token of the file that was chosen. */
  readonly workbook: Work<[file: string], unknown>;
  readonly disabled?: boolean;
  /** More that can be done with the table. */
  readonly children?: ReactNode;
}

/** 打印预览 and 导出Excel of a table of figures. */
export function TableOutputs(props: Props): ReactElement {
  const { title, fileName, paper, workbook, disabled = false, children } = props;
  const { message } = App.useApp();
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const failure = paper.failure ?? workbook.failure ?? unpicked;
  const preview = async (): Promise<void> => {
    const document = await paper.run();
    if (document) setLaidOut(document);
  };
  const exportSheet = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const file = await pickWorkbook(fileName, null);
      if (!file) return;
      if (await workbook.run(file.token)) {
        void message.success(`已导出到“${file.name}”。导出的文件不再加密，请按密级保管。`, 6);
      }
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <Flex vertical gap="small" className="table-outputs">
      <Flex gap="small" justify="end">
        <Button
          icon={<PrinterOutlined />}
          disabled={disabled}
          loading={paper.running}
          onClick={() => void preview()}
        >
          打印预览
        </Button>
        <Button
          icon={<DownloadOutlined />}
          disabled={disabled}
          loading={workbook.running}
          onClick={() => void exportSheet()}
        >
          导出Excel
        </Button>
        {children}
      </Flex>
      {failure ? <FailureAlert error={failure} /> : null}
      <Modal
        open={laidOut !== null}
        title={title}
        width={paperWidth}
        footer={null}
        className="print-dialog"
        onCancel={() => setLaidOut(null)}
        destroyOnHidden
      >
        {laidOut ? <PaperDocument paper={laidOut} /> : null}
      </Modal>
    </Flex>
  );
}
