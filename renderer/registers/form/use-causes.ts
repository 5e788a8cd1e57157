import type { NamedCause } from '../../../domain/named-cause.ts';
import type { Register, Values } from '../../../domain/register.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import { useProcedure } from '../../app/queries.ts';
import { useSettled } from '../../shared/use-settled.ts';
import { isBlank } from './form-state.ts';

/** What the records named in the form give cause for, of fields that are still blank and can be filled in here. */
export function useCauses(
  registerId: RegisterId,
  { causes = [] }: Register,
  values: Values,
  fixed: ReadonlySet<string>,
): readonly NamedCause[] {
  const open = causes.filter(
    ({ by, fills }) => isBlank(values[fills]) && !fixed.has(fills) && isName(values[by]),
  );
  const names = JSON.stringify(open.map(({ by }) => [by, values[by]]));
  const settled = useSettled(names);
  const found = useProcedure(
    'records.causes',
    open.length > 0 && settled === names
      ? { register: registerId, names: Object.fromEntries(open.map(({ by }) => [by, String(values[by])])) }
      : null,
    { staleTime: 0 },
  );
  return open.filter(({ key }) => found.data?.keys.includes(key));
}

/** As long as a name may be that a register knows. */
const isName = (value: Values[string] | undefined): boolean =>
  typeof value === 'string' && value !== '' && value.length <= 200;
