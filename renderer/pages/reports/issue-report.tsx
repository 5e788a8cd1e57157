import { AuditOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import type { Parameters } from './report-parameters.tsx';

interface Props {
  readonly report: Output<'reports.compute'>;
  readonly parameters: Parameters;
  readonly disabled: boolean;
}

/** 出具: freezes the report under a number; what it does is said before. */
export function IssueReport({ report, parameters, disabled }: Props): ReactElement | null {
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState(false);
  const job = useJob('reports.issue');
  const mayIssue = usePermission('reports.issue');
  const { office } = useSession();
  const issue = async (): Promise<void> => {
    const issued = await job.run({ parameters });
    if (issued) navigate(`/reports/issued/${issued.id}`);
  };
  if (!mayIssue || office.level === 'GROUP') return null;
  return (
    <>
      <Button icon={<AuditOutlined />} disabled={disabled} onClick={() => setAsking(true)}>
        出具
      </Button>
      <Modal
        open={asking}
        title={`出具${report.title}`}
        okText="出具"
        cancelText="取消"
        confirmLoading={job.running}
        mask={{ closable: false }}
        onOk={() => void issue()}
        onCancel={() => setAsking(false)}
        afterClose={job.clear}
      >
        {job.failure ? <FailureAlert error={job.failure} /> : null}
        <p>
          统计期{report.period}
          。出具时重新统计和核对，核对不符的不能出具。出具后编号固定保存，不能修改和删除；登记以后再有变动，可以随时核对差异，另行出具新的一份。
        </p>
      </Modal>
    </>
  );
}
