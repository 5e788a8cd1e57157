import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';

interface Waiting {
  readonly label: string;
  readonly count: number;
  /** The form that offers to go on with it. */
  readonly page: string;
}

const longestTitle = 10;

/** What this person typed and never saved, e.g. before a power cut, for 今日待办. */
export function useDraftsWaiting(): readonly Waiting[] {
  const mayRegister = usePermission('petition.register');
  const list = useProcedure('drafts.list', mayRegister ? { register: 'petition' } : null, { staleTime: 0 });
  const drafts = list.data?.drafts ?? [];
  const entries = drafts.filter(({ record }) => record === null);
  const changes = new Map(drafts.flatMap(({ record, title }) => (record === null ? [] : [[record, title]])));
  return [
    ...(entries.length > 0
      ? [{ label: '未保存的新登记草稿', count: entries.length, page: '/petition/new' }]
      : []),
    ...[...changes].map(([record, title]) => ({
      label: `未保存的修改：${shorten(title)}`,
      count: drafts.filter((draft) => draft.record === record).length,
      page: `/petition/${record}/edit`,
    })),
  ];
}

function shorten(title: string): string {
  const signs = [...title];
  return signs.length > longestTitle ? `${signs.slice(0, longestTitle).join('')}…` : title;
}
