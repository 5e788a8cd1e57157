/** Changes of a group's members made on its own panel, saved as the form would save them. */
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';

type Members = readonly Output<'records.get'>['children'][string][number][];

export function useSavingMembers(record: OwnPanelProps['record']): {
  readonly pending: boolean;
  readonly error: unknown;
  readonly mutate: (members: Members, onDone: () => void) => void;
} {
  const save = useMutationProcedure('records.save', ['inspectionGroup']);
  return {
    pending: save.isPending,
    error: save.error,
    mutate: (members, onDone) =>
      save.mutate(
        {
          register: 'inspectionGroup',
          id: record.id,
          rev: record.rev,
          values: {},
          children: { members: [...members] },
          draft: null,
          confirmed: {},
          duplicate: null,
          sealedDirect: false,
        },
        { onSuccess: onDone },
      ),
  };
}
