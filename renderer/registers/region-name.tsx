import type { ReactElement } from 'react';
import { useProcedure } from '../app/queries.ts';

/** The name of an administrative division; the code itself while it is looked up or when it is unknown. */
export function RegionName({ code }: { readonly code: string }): ReactElement {
  const found = useProcedure('setup.regions', { search: code }, { staleTime: Infinity });
  const region = found.data?.regions.find((one) => one.code === code);
  return <span title={code}>{region?.path ?? code}</span>;
}
