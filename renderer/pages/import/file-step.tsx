import { DownloadOutlined, FileExcelOutlined } from '@ant-design/icons';
import { App, Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { RecordInput } from '../../registers/form/record-input.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import type { OpenedFile } from './import-page.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly onOpened: (file: OpenedFile) => void;
}

export function FileStep({ registerId, onOpened }: Props): ReactElement {
  const { message } = App.useApp();
  const open = useJob('import.open');
  const { label, partOf, fields }: Register = registerOf(registerId);
  const ownerField = fields.find(({ key }) => key === partOf?.field);
  const [whole, setWhole] = useState<string | null>(null);
  const template = useJob('template.download');

  const choose = async (): Promise<void> => {
    const { files } = await call('shell.pickOpen', { purpose: 'spreadsheet', multiple: false });
    const [file] = files;
    if (!file) return;
    const opened = await open.run({ register: registerId, whole, file: file.token });
    if (opened) onOpened(opened);
  };
  const download = async (): Promise<void> => {
    const file = await call('shell.pickSave', {
      purpose: 'workbook',
      suggestedName: `${label}导入模板.xlsx`,
    });
    if (!file) return;
    if (await template.run({ register: registerId, file: file.token })) {
      void message.success(`模板已保存为“${file.name}”。`, 6);
    }
  };
  return (
    <section className="panel">
      {open.failure ? (
        <FailureAlert error={open.failure} onClose={open.clear} canceled="已取消，没有读入表格。" />
      ) : null}
      {template.failure ? <FailureAlert error={template.failure} onClose={template.clear} /> : null}
      <p>
        可以导入 xlsx、xls、csv、et
        等格式的台账。表头写法不必与模板一致，程序会自动识别并请您核对；导入前全部内容都经过校验，最后一步之前不写入任何数据。
      </p>
      {ownerField ? (
        <Flex vertical gap={4} className="import-whole">
          <label htmlFor="import-whole">列入的{ownerField.label}</label>
          <RecordInput
            field={ownerField}
            id="import-whole"
            value={whole}
            disabled={false}
            invalid={false}
            onChange={(value) => setWhole(typeof value === 'string' ? value : null)}
            onLeave={() => undefined}
          />
        </Flex>
      ) : null}
      {open.progress ? (
        <JobProgressBar title="正在读取表格" progress={open.progress} onCancel={open.cancel} />
      ) : (
        <Flex gap="middle">
          <Button
            type="primary"
            size="large"
            icon={<FileExcelOutlined />}
            autoFocus={!ownerField}
            disabled={ownerField !== undefined && whole === null}
            onClick={() => void choose()}
          >
            选择表格文件
          </Button>
          <Button
            size="large"
            icon={<DownloadOutlined />}
            loading={template.running}
            onClick={() => void download()}
          >
            下载模板
          </Button>
        </Flex>
      )}
    </section>
  );
}
