import { Alert, Button, Flex, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate, useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount, formatSize } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import '../../shared/shared.css';
import { Asked } from '../../shared/states.tsx';
import { LossPanel } from './loss-panel.tsx';
import { VerifyPanel } from './verify-panel.tsx';

/** 自检与备份: whether the data is sound, said so that it can be answered to a leader. */
export function HealthPage(): ReactElement {
  const health = useProcedure('vault.health', {}, { staleTime: 0 });
  const mayMaintain = usePermission('vault.maintain');
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">自检与备份</h1>
        <Button loading={health.isFetching} onClick={() => void health.refetch()}>
          重新自检
        </Button>
      </div>
      <Asked query={health}>{(data) => <Checks health={data} />}</Asked>
      {/* A copy made while the database was damaged is not the one the office needs after going on. */}
      {mayMaintain ? <Backup key={health.data?.readOnly ? 'damaged' : 'whole'} /> : null}
      {mayMaintain ? <VerifyPanel readOnly={Boolean(health.data?.readOnly)} /> : null}
    </>
  );
}

function Checks({ health }: { readonly health: Output<'vault.health'> }): ReactElement {
  const failed = health.checks.filter(({ ok }) => !ok);
  const [goneOn, setGoneOn] = useState(false);
  return (
    <section className="panel">
      {health.readOnly ? <LossPanel reason={health.readOnly} onGoneOn={() => setGoneOn(true)} /> : null}
      {goneOn ? (
        <DoneAlert
          title="已从最后一次完好的保存继续，可以登记和修改了。"
          next="请立即备份，并通知经办人对照纸质材料补录损坏处以后的内容。"
        />
      ) : null}
      <Alert
        type={failed.length === 0 ? 'success' : 'warning'}
        showIcon
        className="failure-alert"
        title={
          failed.length === 0
            ? `自检${health.checks.length}项，全部正常。`
            : `自检${health.checks.length}项，其中${failed.length}项需要处理：${failed.map(({ name }) => name).join('、')}。`
        }
      />
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={[...health.checks]}
        columns={[
          { title: '项目', dataIndex: 'name', width: 150 },
          {
            title: '结果',
            dataIndex: 'ok',
            width: 110,
            render: (ok: boolean) => (
              <ToneTag tone={ok ? 'success' : 'warning'} text={ok ? '正常' : '请处理'} />
            ),
          },
          { title: '说明', dataIndex: 'text' },
        ]}
      />
      <div className="figures">
        <div className="figure">
          <strong>{formatSize(health.databaseBytes)}</strong>数据库
        </div>
        <div className="figure">
          <strong>{formatSize(health.journalBytes)}</strong>变更日志
        </div>
        <div className="figure">
          <strong>{formatCount(health.sequence)}</strong>累计写入次数
        </div>
        <div className="figure">
          <strong>{yearsText(health.calendarYears)}</strong>已有工作日历
        </div>
      </div>
    </section>
  );
}

/** `2020—2026` when nothing is missing in between, else every year. */
function yearsText(years: readonly number[]): string {
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (years.length === 0) return '无';
  return last - first + 1 === years.length && years.length > 1 ? `${first}—${last}` : years.join('、');
}

function Backup(): ReactElement {
  const [done, setDone] = useState<Output<'vault.backup'> | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('vault.backup');
  const start = async (): Promise<void> => {
    try {
      setUnpicked(null);
      const folder = await call('shell.pickFolder', { purpose: 'backup' });
      if (!folder) return;
      setDone(null);
      const result = await job.run({ folder: folder.token });
      if (!result) return;
      setDone(result);
      await invalidate(['vault']);
    } catch (error) {
      setUnpicked(error);
    }
  };
  return (
    <section className="panel">
      <h2>备份</h2>
      <p className="quiet">
        备份是加密的整库副本，没有本办的口令或恢复单打不开。写完后逐字节回读核对。请备份到登记过的涉密介质，与本机分开存放，每周至少一次。
      </p>
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      {job.failure ? (
        <FailureAlert
          error={job.failure}
          onClose={job.clear}
          canceled="已取消备份，目标位置没有留下半份备份。"
        />
      ) : null}
      {job.progress ? (
        <JobProgressBar title="正在备份" progress={job.progress} onCancel={job.cancel} />
      ) : null}
      {done ? (
        <section className="result-card verified" role="status">
          <h2>备份完成，已回读核对无误，可以取下介质。</h2>
          <div>
            文件夹“{done.name}”，共 {formatCount(done.files)} 个文件，{formatSize(done.bytes)}。
          </div>
        </section>
      ) : null}
      <Flex>
        <Button type="primary" disabled={job.running} onClick={() => void start()}>
          选择位置并备份
        </Button>
      </Flex>
    </section>
  );
}
