import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { onServiceEvent } from './bridge.ts';

interface Saved {
  readonly savedAt: number | null;
  readonly markSaved: (instant: number) => void;
}

const SavedContext = createContext<Saved>({ savedAt: null, markSaved: () => undefined });

/** Remembers when the last acknowledged write happened, for the status line. */
export function SavedProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [savedAt, markSaved] = useState<number | null>(null);
  // Whatever page it came from: the service announces a change only after it is on the disk.
  useEffect(
    () =>
      onServiceEvent((event) => {
        if (event.type === 'changed') markSaved(Date.now());
      }),
    [],
  );
  const saved = useMemo(() => ({ savedAt, markSaved }), [savedAt]);
  return <SavedContext value={saved}>{children}</SavedContext>;
}

export function useSaved(): Saved {
  return useContext(SavedContext);
}
