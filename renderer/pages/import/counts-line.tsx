import { Statistic } from 'antd';
import type { ReactElement } from 'react';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Counts } from './import-page.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly counts: Counts;
}

/** What rows are called that repeat a record. */
export function knownLabel(registerId: RegisterId): string {
  return registerOf(registerId).repeats ? '已登记或相近' : '疑似重复';
}

/** 试算: how many records would do what; several rows may make one, and each row that makes none is skipped. */
export function CountsLine({ registerId, counts }: Props): ReactElement {
  return (
    <div className="counts" role="status">
      <Statistic title={`合计（${registerOf(registerId).unit}，含跳过的行）`} value={counts.rows} />
      <Statistic title="新登记" value={counts.new} />
      <Statistic title={knownLabel(registerId)} value={counts.duplicate} />
      <Statistic title="跳过" value={counts.skipped} />
      <Statistic title="不能导入" value={counts.refused} />
      <Statistic title="需留意" value={counts.warnings} />
    </div>
  );
}
