import { App, Button } from 'antd';
import type { ReactElement } from 'react';
import { failureOf } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { pickWorkbook } from '../../shared/pick-workbook.ts';
import type { OpenedFile } from './import-page.tsx';

/** The clerk's own sheet back, with the refused rows, red cells and a last column 错误原因. */
export function ErrorWorkbookButton({ file }: { readonly file: OpenedFile }): ReactElement {
  const { message } = App.useApp();
  const job = useJob('import.errorWorkbook');
  const save = async (): Promise<void> => {
    try {
      const name = file.fileName.replace(/\.[^.]+$/u, '');
      const target = await pickWorkbook(`${name}（待改正）`, null);
      if (!target) return;
      const result = await job.run({ import: file.import, file: target.token });
      if (result) void message.success(`已把${result.rows}行保存到“${target.name}”。`, 6);
    } catch (error) {
      void message.error(failureOf(error).what);
    }
  };
  return (
    <>
      <Button loading={job.running} onClick={() => void save()}>
        保存错误表
      </Button>
      {job.failure ? (
        <div className="weakness">
          {job.failure.what}
          {job.failure.next}
        </div>
      ) : null}
    </>
  );
}
