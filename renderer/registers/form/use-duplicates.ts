import { useEffect, useState } from 'react';
import { useProcedure } from '../../app/queries.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Candidate } from './duplicates-panel.tsx';
import { isBlank, isBlankRow, type FormContent } from './form-state.ts';
import { mutable } from './use-draft.ts';

const quietTime = 900;

/** Looks for letters that say the same, a moment after the typing stops and only when there is something to compare. */
export function useDuplicates(
  register: RegisterId,
  exclude: string | null,
  content: FormContent,
  on: boolean,
): { readonly candidates: readonly Candidate[]; readonly error: unknown } {
  const [asked, setAsked] = useState<string | null>(null);
  const probe = on && isComparable(content) ? JSON.stringify(probeOf(content)) : null;
  useEffect(() => {
    const timer = setTimeout(() => setAsked(probe), quietTime);
    return () => clearTimeout(timer);
  }, [probe]);
  const found = useProcedure(
    'records.duplicates',
    asked === null ? null : { register, exclude, ...(JSON.parse(asked) as ReturnType<typeof mutable>) },
    { keep: true, staleTime: 0 },
  );
  return {
    candidates: asked === null ? [] : (found.data?.candidates ?? []),
    error: asked === null ? null : found.error,
  };
}

function probeOf(content: FormContent): ReturnType<typeof mutable> {
  const children = Object.fromEntries(
    Object.entries(content.children).map(([key, rows]) => [key, rows.filter((row) => !isBlankRow(row))]),
  );
  const values = Object.fromEntries(Object.entries(content.values).filter(([, value]) => !isBlank(value)));
  return mutable({ values, children });
}

function isComparable(content: FormContent): boolean {
  const rows = Object.values(content.children).some((lines) => lines.some((row) => !isBlankRow(row)));
  return (
    rows ||
    Object.values(content.values).some(
      (value) => typeof value === 'string' && value.length >= 8 && !/^\d{4}-/u.test(value),
    )
  );
}
