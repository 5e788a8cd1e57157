import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { emptyListState, listReducer, type ListAction, type ListState } from './list-state.ts';

interface States {
  readonly states: Readonly<Partial<Record<RegisterId, ListState>>>;
  readonly dispatch: (register: RegisterId, action: ListAction) => void;
}

const StatesContext = createContext<States | null>(null);

/** Keeps every list as it was left while other pages are open. */
export function ListStatesProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [states, setStates] = useState<States['states']>({});
  const dispatch = useCallback((register: RegisterId, action: ListAction) => {
    setStates((before) => ({
      ...before,
      [register]: listReducer(before[register] ?? emptyListState, action),
    }));
  }, []);
  const value = useMemo(() => ({ states, dispatch }), [states, dispatch]);
  return <StatesContext value={value}>{children}</StatesContext>;
}

/** Changes the list of any register. */
export function useListActions(): States['dispatch'] {
  const context = useContext(StatesContext);
  if (!context) throw new Error('lists stand inside the frame');
  return context.dispatch;
}

/** The state of one register's list, and how to change it from anywhere in the frame. */
export function useListState(register: RegisterId): readonly [ListState, (action: ListAction) => void] {
  const context = useContext(StatesContext);
  if (!context) throw new Error('lists stand inside the frame');
  const { states, dispatch } = context;
  const act = useCallback((action: ListAction) => dispatch(register, action), [dispatch, register]);
  return [states[register] ?? emptyListState, act];
}
