/** React Query over the contract. Nothing here retries or waits for a network: the service is on the same PC. */
import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Input, Output, ProcedureName } from '../../preload/contract/contract.ts';
import { procedureNames } from '../../preload/procedure-names.ts';
import { call } from './bridge.ts';
import { isTouched } from './topics.ts';

const names: ReadonlySet<unknown> = new Set(procedureNames);

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: 30_000,
        gcTime: 120_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Marks the answers that the topics touch as old; what is on the screen is asked again. */
export async function invalidateTopics(client: QueryClient, topics: readonly string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [name] }) => isProcedure(name) && isTouched(name, topics),
  });
}

function isProcedure(name: unknown): name is ProcedureName {
  return names.has(name);
}

interface QueryChoices {
  /** Shows the former answer while the next one is on its way (paging). */
  readonly keep?: boolean;
  /** Milliseconds during which an answer is not asked again; 0 = always ask. */
  readonly staleTime?: number;
}

/** Asks a reading procedure; `null` as input means: not yet. */
export function useProcedure<N extends ProcedureName>(
  name: N,
  input: Input<N> | null,
  choices: QueryChoices = {},
): UseQueryResult<Output<N>> {
  return useQuery<Output<N>>({
    queryKey: [name, input],
    queryFn: () => {
      if (input === null) throw new Error(`${name} was asked without input`);
      return call(name, input);
    },
    enabled: input !== null,
    ...(choices.keep ? { placeholderData: keepPreviousData } : {}),
    ...(choices.staleTime === undefined ? {} : { staleTime: choices.staleTime }),
  });
}

/** What is done with the answer of one call. */
interface Told<N extends ProcedureName> {
  readonly onSuccess?: (output: Output<N>) => void;
  readonly onError?: (error: Error) => void;
}

type ProcedureMutation<N extends ProcedureName> = Omit<
  UseMutationResult<Output<N>, Error, Input<N>>,
  'mutate'
> & {
  readonly mutate: (input: Input<N>, told?: Told<N>) => void;
};

/**
 * Calls a writing procedure; afterwards the named topics are asked again. Who called is told even when the change took
 * its button off the screen, as a notice with its remedy does: React Query would tell only who is still there.
 */
export function useMutationProcedure<N extends ProcedureName>(
  name: N,
  topics: readonly string[] = [],
): ProcedureMutation<N> {
  const client = useQueryClient();
  const mutation = useMutation<Output<N>, Error, Input<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () => (topics.length > 0 ? invalidateTopics(client, topics) : undefined),
  });
  const { mutateAsync } = mutation;
  const mutate = useCallback(
    (input: Input<N>, { onSuccess, onError }: Told<N> = {}) => {
      // A failure without a listener is shown from the mutation's own state.
      void mutateAsync(input).then(onSuccess, onError ?? (() => undefined));
    },
    [mutateAsync],
  );
  return { ...mutation, mutate };
}

/** For handlers that must ask again after something outside a mutation changed. */
export function useInvalidate(): (topics: readonly string[]) => Promise<void> {
  const client = useQueryClient();
  return useCallback((topics) => invalidateTopics(client, topics), [client]);
}
