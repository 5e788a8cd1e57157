import type { Register } from '../../domain/register.ts';
import { createId } from '../deps.ts';
import type { EngineDeps } from './deps.ts';
import type { Stored } from './store.ts';

/** A record of this office that is not stored yet; revision 0. */
export function emptyRecord(deps: EngineDeps, register: Register, by: string, id = createId(deps)): Stored {
  const at = deps.now();
  return {
    id,
    office: deps.office.id,
    no: '',
    rev: 0,
    state: register.workflow.initial,
    createdBy: by,
    createdAt: at,
    updatedBy: by,
    updatedAt: at,
    changedSeq: 0,
    void: null,
    withdrawn: false,
    voidRequest: null,
    importedFrom: null,
    importedRev: null,
    nextDue: null,
    searchDoc: null,
    values: {},
    sealed: null,
    children: {},
    extra: {},
  };
}
