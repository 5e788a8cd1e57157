import { Alert, Button } from 'antd';
import { useState, type ReactElement } from 'react';
import { registerIds } from '../../../domain/registers/registers.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';

interface Props {
  readonly reason: string;
  /** The vault can be written again; this panel is gone by then. */
  readonly onGoneOn: () => void;
}

/** Shown while the vault could be opened only up to a damaged place: reading works, nothing can be written. */
export function LossPanel({ reason, onGoneOn }: Props): ReactElement {
  const mayContinue = usePermission('vault.maintain');
  const [asking, setAsking] = useState(false);
  const goOn = useMutationProcedure('vault.continueAfterLoss', ['vault', ...registerIds, 'settings']);
  const close = (): void => {
    goOn.reset();
    setAsking(false);
  };
  return (
    <>
      <Alert
        type="error"
        showIcon
        className="failure-alert"
        title={`数据库现在只能查看，不能登记和修改：${reason}`}
        description={
          mayContinue
            ? '请先找最近的备份：备份里如有损坏处以后的内容，应从备份恢复。确实没有可用的备份时，才从完好处继续。'
            : '请停止登记，立即告知系统管理员。'
        }
        action={
          mayContinue ? (
            <Button danger onClick={() => setAsking(true)}>
              从完好处继续…
            </Button>
          ) : null
        }
      />
      <ReasonDialog
        open={asking}
        title="从最后一次完好的保存继续"
        text={
          <>
            损坏处以后保存的内容（登记、修改、审批、审计记录）将不再出现，<strong>不能撤销</strong>
            ，须由经办人对照纸质材料补录。损坏的文件原样另存在保险库的“kept”文件夹，不会删除，可交专业人员恢复。
            继续以后，与其他单位的数据交换从新的序列开始，对方首次接收时须双人确认。
          </>
        }
        okText="确认丢失并继续"
        danger
        placeholder="理由（必填，记入审计日志）：如“无可用备份，经主任同意”"
        busy={goOn.isPending}
        error={goOn.error}
        onOk={(why) => goOn.mutate({ reason: why }, { onSuccess: onGoneOn })}
        onClose={close}
      />
    </>
  );
}
