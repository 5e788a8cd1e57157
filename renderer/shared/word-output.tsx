import { App, Button } from 'antd';
import type { ReactElement } from 'react';
import { call } from '../app/bridge.ts';
import { useJob } from '../app/jobs.ts';
import { FailureAlert } from './failure-alert.tsx';
import { JobProgressBar } from './job-progress.tsx';

interface WordOutput {
  readonly button: ReactElement;
  /** How far it is, or why not. */
  readonly state: ReactElement;
}

/** 另存为Word of a document in preview. */
export function useWordOutput(document: string, name: string): WordOutput {
  const { message } = App.useApp();
  const { run, running, progress, failure, cancel, clear } = useJob('paper.saveWord');
  const save = async (): Promise<void> => {
    const file = await call('shell.pickSave', { purpose: 'word', suggestedName: `${name}.docx` });
    if (!file) return;
    if (await run({ document, file: file.token })) void message.success(`已保存为“${file.name}”。`);
  };
  return {
    button: (
      <Button
        loading={running}
        title="文字、表格与预览相同，可以在WPS中接着改；分页由WPS按所装字体重排，不带水印"
        onClick={() => void save()}
      >
        另存为Word
      </Button>
    ),
    state: (
      <>
        {failure ? <FailureAlert error={failure} onClose={clear} /> : null}
        {progress ? <JobProgressBar title="正在生成Word文档" progress={progress} onCancel={cancel} /> : null}
      </>
    ),
  };
}
