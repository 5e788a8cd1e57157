import { App, Button, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { useMutationProcedure } from '../../app/queries.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { mayBeIssued, type PackageRow } from './package-kinds.ts';

/** 出具纸质回执: the approved receipt goes out on paper, and no medium is needed. */
export function IssueReceipt({ item }: { readonly item: PackageRow }): ReactElement {
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const issue = useMutationProcedure('receipts.issue', ['packages']);
  const close = (): void => {
    issue.reset();
    setAsking(false);
  };
  return (
    <>
      {mayBeIssued(item) ? <Button onClick={() => setAsking(true)}>出具纸质回执</Button> : null}
      <Modal
        open={asking}
        title="出具纸质回执"
        okText="出具"
        cancelText="取消"
        confirmLoading={issue.isPending}
        onOk={() =>
          issue.mutate(
            { package: item.id },
            {
              onSuccess: () => {
                void message.success('已出具，请打印回执、盖章后送交对方。');
                close();
              },
            },
          )
        }
        onCancel={close}
      >
        {issue.error ? <FailureAlert error={issue.error} /> : null}
        <p>
          把给 <strong>{item.peerName}</strong>{' '}
          的回执印在纸上，不用介质。对方扫描纸上的二维码或者录入数字，就登记了签收。
        </p>
        <p className="quiet">出具后，回执所答复的数据包标为“已回执”；以后仍可以把它写入介质。</p>
      </Modal>
    </>
  );
}
