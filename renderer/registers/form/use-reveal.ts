import { useState, type Dispatch } from 'react';
import { useMutationProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import type { ChildRowsByKey } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { LoadedRecord } from '../detail/detail-head.tsx';
import { saysMore } from './brought-in.ts';
import type { FormAction } from './form-state.ts';

export interface Reveal {
  /** Child tables whose lines are masked. */
  readonly masked: readonly string[];
  readonly may: boolean;
  /** The child table whose reason is being asked for. */
  readonly asking: string | null;
  readonly ask: (child: string | null) => void;
  readonly busy: boolean;
  readonly error: unknown;
  readonly reveal: (reason: string) => void;
  /** The form holds lines that somebody has worked on already, from a draft. */
  readonly takeAsRevealed: (children: ChildRowsByKey) => void;
}

/** Sealed lines in a form: masked and locked until their reason is given. */
export function useReveal(
  registerId: RegisterId,
  record: LoadedRecord | null,
  act: Dispatch<FormAction>,
): Reveal {
  const [revealed, setRevealed] = useState<readonly string[]>([]);
  const [asking, ask] = useState<string | null>(null);
  const mutation = useMutationProcedure('records.reveal');
  // Where there was no line, there is nothing to hide: what is typed there now stands open.
  const sealed = (record?.maskedChildren ?? []).filter((key) => (record?.children[key] ?? []).length > 0);
  return {
    masked: sealed.filter((key) => !revealed.includes(key)),
    may: usePermission('petition.revealPetitioner'),
    asking,
    ask,
    busy: mutation.isPending,
    error: mutation.error,
    reveal: (reason) => {
      if (!record || asking === null) return;
      mutation.mutate(
        { register: registerId, id: record.id, child: asking, reason },
        {
          onSuccess: ({ rows }) => {
            act({ type: 'setRows', child: asking, rows });
            setRevealed((before) => [...before, asking]);
            ask(null);
          },
        },
      );
    },
    takeAsRevealed: (children) =>
      setRevealed(sealed.filter((key) => saysMore(children[key], record?.children[key]))),
  };
}
