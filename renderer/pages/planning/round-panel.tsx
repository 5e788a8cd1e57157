import { Flex } from 'antd';
import type { ReactElement } from 'react';
import { usePermission, useSession } from '../../app/session.tsx';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';
import { StaffingButton, useComposable } from './staffing-dialog.tsx';

/** 编组: people for all groups of the round at once. */
export function RoundPanel({ record }: OwnPanelProps): ReactElement | null {
  const { office } = useSession();
  const mayLook = usePermission('people.read');
  const composable = useComposable(record);
  if (!mayLook || record.office !== office.id) return null;
  return (
    <section className="panel" aria-label="编组">
      <Flex justify="space-between" align="center">
        <h2>编组</h2>
        <StaffingButton round={record.id} composable={composable} />
      </Flex>
      <p className="quiet">
        {record.state === 'PREPARE'
          ? '先登记各巡察组和被巡察党组织，再从人才库中为本轮各组一并配人，逐人避开应当回避的情形。'
          : '本轮已经进驻，不再自动编组；增补、更换组员的，在各巡察组的“组成人员”中修改并审查登记。'}
      </p>
    </section>
  );
}
