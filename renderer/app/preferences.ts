import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { z } from 'zod';
import { call } from './bridge.ts';
import { useProcedure } from './queries.ts';

/**
 * One small choice of this user, kept by the service under `key`. What was kept in another shape is ignored.
 * `ready` is false until the answer is there; a failing write is silent, the choice then only lasts for the session.
 */
export function usePreference<T>(
  key: string,
  schema: z.ZodType<T>,
  fallback: T,
): { readonly value: T; readonly ready: boolean; readonly set: (next: T) => void } {
  const client = useQueryClient();
  const query = useProcedure('preferences.get', { key }, { staleTime: Infinity });
  const set = useCallback(
    (next: T) => {
      const json = JSON.stringify(next);
      client.setQueryData(['preferences.get', { key }], { json });
      void call('preferences.set', { key, json }).catch(() => undefined);
    },
    [client, key],
  );
  return { value: read(query.data?.json ?? null, schema, fallback), ready: !query.isPending, set };
}

function read<T>(json: string | null, schema: z.ZodType<T>, fallback: T): T {
  if (json === null) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}
