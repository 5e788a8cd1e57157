import type { ReactElement, ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { Output } from '../../../preload/contract/contract.ts';
import { useListActions } from './list-states.tsx';

type Drill = NonNullable<Output<'reports.compute'>['rows'][number]['cells'][number]['drill']>;

interface Props {
  readonly drill: Drill;
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that leads to the list of the records it counts. */
export function OpensList({ drill, title, className = '', children }: Props): ReactElement {
  const act = useListActions();
  const [, navigate] = useLocation();
  return (
    <button
      type="button"
      className={`link-button ${className}`.trim()}
      title={title}
      onClick={() => {
        act(drill.register, { type: 'open', filters: drill.filters });
        navigate(`/${drill.register}`);
      }}
    >
      {children}
    </button>
  );
}
