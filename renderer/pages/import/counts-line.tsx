import { Statistic } from 'antd';
import type { ReactElement } from 'react';
import type { Counts } from './import-page.tsx';

/** 试算: how many rows would do what. */
export function CountsLine({ counts }: { readonly counts: Counts }): ReactElement {
  return (
    <div className="counts" role="status">
      <Statistic title="表头以下行数" value={counts.rows} />
      <Statistic title="新登记" value={counts.new} />
      <Statistic title="疑似重复" value={counts.duplicate} />
      <Statistic title="跳过" value={counts.skipped} />
      <Statistic title="不能导入" value={counts.refused} />
      <Statistic title="需留意" value={counts.warnings} />
    </div>
  );
}
