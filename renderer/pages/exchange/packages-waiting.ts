import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { isReadyToWrite, isWaitingForApproval } from './package-kinds.ts';

interface Waiting {
  readonly label: string;
  readonly count: number;
  /** Where it is done. */
  readonly page: string;
}

/** Packages that go no further until this person does something, for 今日待办; nothing while it is being asked. */
export function usePackagesWaiting(): readonly Waiting[] {
  const mayApprove = usePermission('exchange.approve');
  const mayWrite = usePermission('exchange.prepare');
  const asked = { direction: 'out', peer: null, offset: 0, limit: 200 } as const;
  const list = useProcedure('packages.list', mayApprove || mayWrite ? asked : null, { staleTime: 0 });
  const packages = list.data?.packages ?? [];
  const steps = [
    {
      label: '待审批的数据包',
      page: '/exchange',
      count: mayApprove ? packages.filter(isWaitingForApproval).length : 0,
    },
    {
      label: '已批准、待写入介质的数据包',
      page: '/exchange/out',
      count: mayWrite ? packages.filter(isReadyToWrite).length : 0,
    },
  ];
  return steps.filter(({ count }) => count > 0);
}
