import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { keepDraftsEvent } from '../../app/lock.ts';
import { useProcedure } from '../../app/queries.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { FormContent, FormState } from './form-state.ts';

export type Draft = Output<'drafts.list'>['drafts'][number];

const quietTime = 3000;
/** The longest time typing goes on without a draft being kept, in ms. */
const longestUnsaved = 8000;

interface Choices {
  readonly register: RegisterId;
  readonly record: string | null;
  readonly rev: number | null;
  readonly state: FormState;
  /** The form must not be kept now, e.g. while it is being saved. */
  readonly paused: boolean;
  readonly onKept: () => void;
  /** What of the form may be kept: of a 径送件 nothing but its envelope. */
  readonly keepable: (content: FormContent) => FormContent;
}

export interface DraftKeeper {
  /** The id under which this form is kept, once it has been. */
  readonly id: () => string | null;
  readonly keptAt: number | null;
  readonly failed: boolean;
  /** Keeps nothing any more: the form has been saved or given up. */
  readonly stop: () => void;
  readonly discard: (draft: string) => Promise<void>;
  /** Goes on under an existing draft after restoring it, or starts afresh with null. */
  readonly adopt: (draft: string | null) => void;
  /** Drafts of this form left behind by an earlier, unfinished entry. */
  readonly found: readonly Draft[];
}

/** Keeps what was typed in the vault: three seconds after the last key, on leaving a field, on leaving the page. */
export function useDraft(choices: Choices): DraftKeeper {
  const { register, record, rev, state, paused, onKept, keepable } = choices;
  const drafts = useProcedure('drafts.list', { register }, { staleTime: 0 });
  const [ownIds, setOwnIds] = useState<readonly string[]>([]);
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const id = useRef<string | null>(null);
  const stopped = useRef(false);
  const busy = useRef<Promise<void> | null>(null);
  const unsavedSince = useRef<number | null>(null);
  const latest = useRef({ state, paused, rev, keepable });
  useEffect(() => {
    latest.current = { state, paused, rev, keepable };
  });

  const keep = useCallback((): Promise<void> => {
    const write = async (): Promise<void> => {
      const { state: now, paused: held, rev: at, keepable: part } = latest.current;
      if (stopped.current || held || !now.dirty) return;
      unsavedSince.current = null;
      try {
        const content = mutable(part(now));
        const kept = await call('drafts.save', { draft: id.current, register, record, rev: at, content });
        id.current = kept.draft;
        setOwnIds((before) => (before.includes(kept.draft) ? before : [...before, kept.draft]));
        setKeptAt(kept.savedAt);
        setFailed(false);
        if (latest.current.state === now) onKept();
      } catch {
        setFailed(true);
      }
    };
    // One after another: two writes at once would make two drafts of one form.
    const next = (busy.current ?? Promise.resolve()).then(write);
    busy.current = next;
    return next;
  }, [register, record, onKept]);

  useEffect(() => {
    if (!state.dirty || paused) return undefined;
    // Who types without pausing must not lose more than a few seconds either.
    unsavedSince.current ??= Date.now();
    const overdue = unsavedSince.current + longestUnsaved - Date.now();
    const timer = setTimeout(() => void keep(), Math.max(0, Math.min(quietTime, overdue)));
    return () => clearTimeout(timer);
  }, [state, paused, keep]);

  useEffect(() => {
    const now = (): void => void keep();
    const moments = ['blur', 'pagehide', keepDraftsEvent];
    for (const moment of moments) window.addEventListener(moment, now);
    return () => {
      for (const moment of moments) window.removeEventListener(moment, now);
      void keep();
    };
  }, [keep]);

  const discard = useCallback(async (draft: string) => {
    await call('drafts.discard', { draft });
    setOwnIds((before) => [...before, draft]);
  }, []);
  const adopt = useCallback((draft: string | null) => {
    id.current = draft;
    setKeptAt(null);
    if (draft !== null) setOwnIds((before) => [...before, draft]);
  }, []);
  const found = (drafts.data?.drafts ?? []).filter(
    (draft) => draft.record === record && !ownIds.includes(draft.draft),
  );
  return {
    id: () => id.current,
    keptAt,
    failed,
    stop: () => {
      stopped.current = true;
    },
    discard,
    adopt,
    found,
  };
}

type DraftContent = Input<'drafts.save'>['content'];
type ContractValues = DraftContent['values'];

/** The contract's types are mutable; the content is copied once on its way out. */
export function mutable(content: FormContent): DraftContent {
  return {
    values: mutableValues(content.values),
    children: Object.fromEntries(
      Object.entries(content.children).map(([key, rows]) => [
        key,
        rows.map(({ rowId, values }) => ({ rowId, values: mutableValues(values) })),
      ]),
    ),
  };
}

export function mutableValues(values: FormState['values']): ContractValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
}
