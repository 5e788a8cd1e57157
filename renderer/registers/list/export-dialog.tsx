import { Alert, App, Checkbox, Flex, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import { useJob } from '../../app/jobs.ts';
import { useProcedure } from '../../app/queries.ts';
import { CheckerNeeded } from '../../shared/checker-needed.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount, todayInChina } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { pickWorkbook } from '../../shared/pick-workbook.ts';
import { useRevealChoice } from '../../shared/reveal-choice.tsx';
import { LedgerListChoice } from '../../pages/paper/ledger-list-choice.tsx';
import type { Column } from '../columns.ts';
import type { Query } from './list-state.ts';

interface Props {
  readonly register: Register;
  readonly open: boolean;
  readonly query: Query;
  readonly columns: readonly Column[];
  readonly onClose: () => void;
}

/** 导出Excel of what the list shows; petitioners stay masked unless permitted and reasoned. */
export function ExportDialog({ register, open, query, columns, onClose }: Props): ReactElement {
  const { message } = App.useApp();
  const [list, setList] = useState('');
  const [details, setDetails] = useState(false);
  const totals = useProcedure('records.totals', open ? query : null);
  const job = useJob('export.view');
  const reveal = useRevealChoice(open && columns.some((column) => column.child?.compartment));
  const count = totals.data?.total ?? 0;

  const start = async (witness: string | null = null): Promise<void> => {
    if (!(await reveal.give())) return;
    const name = `${register.label}台账${todayInChina().replaceAll('-', '')}`;
    const file = await pickWorkbook(name, query);
    if (!file) return;
    const result = await job.run({
      query,
      columns: list === '' ? columns.map(({ key }) => key) : [list],
      details,
      file: file.token,
      reveal: reveal.reason,
      witness,
    });
    if (!result) return;
    void message.success(`已导出${formatCount(result.rows)}${register.unit}到“${file.name}”。`, 6);
    onClose();
  };

  return (
    <Modal
      open={open}
      title="导出Excel"
      okText="选择保存位置并导出"
      cancelText="取消"
      okButtonProps={{ disabled: count === 0 || job.running || !reveal.ready }}
      confirmLoading={reveal.busy}
      cancelButtonProps={{ disabled: job.running }}
      closable={!job.running}
      mask={{ closable: false }}
      onOk={() => void start()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Flex vertical gap="small">
        {job.failure ? (
          <FailureAlert error={job.failure} onClose={job.clear} canceled="已取消导出，没有留下文件。" />
        ) : null}
        <CheckerNeeded failure={job.failure} onConfirmed={(witness) => void start(witness)} />
        <span>
          将导出当前列表的全部 <strong>{formatCount(count)}</strong> {register.unit}
          {list === '' ? `、${columns.length}列，与列表的筛选、排序和列一致。` : '，与列表的筛选、排序一致。'}
        </span>
        {register.id === 'rectItem' ? (
          <LedgerListChoice
            single
            label="按清单导出"
            placeholder="栏目与列表一致；也可以选一张整改清单"
            value={list}
            onChange={(chosen) => setList(chosen ?? '')}
          />
        ) : null}
        {register.children.length > 0 ? (
          <Checkbox checked={details} onChange={({ target }) => setDetails(target.checked)}>
            连同明细：{register.children.map(({ label }) => label).join('、')}
            各列一张工作表，按编号对应，可以再导入
          </Checkbox>
        ) : null}
        <Alert
          type="info"
          showIcon
          title="导出的文件不再加密，请按所标密级保存在登记过的涉密介质上。导出记入审计日志。"
        />
        {reveal.fields}
        {job.progress ? (
          <JobProgressBar title="正在导出" progress={job.progress} onCancel={job.cancel} />
        ) : null}
      </Flex>
    </Modal>
  );
}
