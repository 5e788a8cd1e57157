import { useQueries } from '@tanstack/react-query';
import { mayOn } from '../../../domain/access/permissions.ts';
import { type RegisterId, registers } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';

type Draft = Output<'drafts.list'>['drafts'][number];

interface Waiting {
  readonly label: string;
  readonly count: number;
  /** The form that offers to go on with it. */
  readonly page: string;
}

const longestTitle = 10;

/** What this person typed and never saved, e.g. before a power cut, for 今日待办. */
export function useDraftsWaiting(): readonly Waiting[] {
  const { permissions } = useSession();
  const held = new Set(permissions);
  const mine = registers.filter((register) => mayOn(held, register, 'register'));
  const lists = useQueries({
    queries: mine.map(({ id }) => ({
      queryKey: ['drafts.list', { register: id }],
      queryFn: () => call('drafts.list', { register: id }),
      staleTime: 0,
    })),
  });
  return mine.flatMap(({ id, label }, index) => {
    const drafts = lists[index]?.data?.drafts ?? [];
    return waitingIn(id, label, drafts);
  });
}

function waitingIn(register: RegisterId, label: string, drafts: readonly Draft[]): readonly Waiting[] {
  const entries = drafts.filter(({ record }) => record === null);
  const changes = new Map(drafts.flatMap(({ record, title }) => (record === null ? [] : [[record, title]])));
  return [
    ...(entries.length > 0
      ? [{ label: `未保存的新${label}草稿`, count: entries.length, page: `/${register}/new` }]
      : []),
    ...[...changes].map(([record, title]) => ({
      label: `未保存的修改：${shorten(title)}`,
      count: drafts.filter((draft) => draft.record === record).length,
      page: `/${register}/${record}/edit`,
    })),
  ];
}

function shorten(title: string): string {
  const signs = [...title];
  return signs.length > longestTitle ? `${signs.slice(0, longestTitle).join('')}…` : title;
}
