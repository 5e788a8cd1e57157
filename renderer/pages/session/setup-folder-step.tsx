import { Alert, Button, Flex } from 'antd';
import { useEffect, type ReactElement } from 'react';
import { call } from '../../app/bridge.ts';
import { useProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Loading } from '../../shared/states.tsx';
import type { SetupDraft } from './setup-draft.ts';

interface Props {
  readonly draft: SetupDraft;
  readonly change: (part: Partial<SetupDraft>) => void;
  readonly onReady: (ready: boolean) => void;
}

/** Where the sealed vault will lie; a chosen folder is looked at before anything is put there. */
export function FolderStep({ draft, change, onReady }: Props): ReactElement {
  const inspection = useProcedure(
    'setup.inspectFolder',
    draft.folder ? { folder: draft.folder.token } : null,
    { staleTime: 0 },
  );
  const usable = draft.folder === null || inspection.data?.usable === true;
  useEffect(() => onReady(usable), [onReady, usable]);
  const pick = async (): Promise<void> => {
    const folder = await call('shell.pickFolder', { purpose: 'vault' });
    if (folder) change({ folder: { token: folder.token, name: folder.name } });
  };
  const seen = draft.folder ? inspection.data : undefined;
  return (
    <>
      <p>
        数据库加密后保存在本机硬盘上。一般不需要更改位置；不要放在移动存储介质或者网络文件夹中，备份可以在建成后另行制作。
      </p>
      <Flex align="center" gap="middle">
        <strong>{draft.folder ? draft.folder.name : '建议的位置（当前用户的数据文件夹）'}</strong>
        <Button onClick={() => void pick()}>另选文件夹</Button>
        {draft.folder ? <Button onClick={() => change({ folder: null })}>用建议的位置</Button> : null}
      </Flex>
      {draft.folder && inspection.isFetching ? <Loading text="正在检查文件夹…" /> : null}
      {draft.folder && inspection.error ? <FailureAlert error={inspection.error} /> : null}
      {seen?.problem ? <Alert type="error" showIcon title={seen.problem} /> : null}
      {seen?.existingVault ? (
        <Alert
          type="error"
          showIcon
          title={`这个文件夹中已有数据库${seen.officeName ? `（${seen.officeName}）` : ''}。`}
          description="要使用它，请返回首页选“打开已有数据库”；要新建，请另选空文件夹。"
        />
      ) : null}
      {seen?.warning ? <Alert type="warning" showIcon title={seen.warning} /> : null}
      {seen?.usable && !seen.warning ? <Alert type="success" showIcon title="这个文件夹可以使用。" /> : null}
      <h3>即将建立</h3>
      <p>
        {draft.name}（{draft.level === 'CITY' ? '市级' : '县级'}，{draft.regionName || draft.region}），
        {draft.users.length}个账号。建成后将生成恢复单，请准备好打印机，或者另存为PDF后打印。
      </p>
    </>
  );
}
