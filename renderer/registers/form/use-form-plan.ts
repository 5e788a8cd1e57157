import { useMemo } from 'react';
import type { Register, Values } from '../../../domain/register.ts';
import { useSession } from '../../app/session.tsx';
import {
  clearableHere,
  correctionSections,
  envelopeSections,
  fixedHere,
  formSections,
  type FormSection,
} from './form-plan.ts';
import { isEnvelopeOnly, type FormContent } from './form-state.ts';

export interface FormPlan {
  /** Only the envelope may be recorded. */
  readonly envelope: boolean;
  readonly sections: readonly FormSection[];
  /** Keys of what stands in the form to be read only. */
  readonly fixed: ReadonlySet<string>;
  /** Of these, what can be emptied all the same, with the label of what opens it. */
  readonly clearable: ReadonlyMap<string, string>;
  /** Keys of the fields that stand in the form now. */
  readonly shown: ReadonlySet<string>;
  /** Keys of the fields that are sent: of a record turned 径送, also those to be cleared. */
  readonly sent: ReadonlySet<string>;
}

export function useFormPlan(
  register: Register,
  values: Values,
  sealedDirect: boolean,
  state: string | null,
  held: FormContent,
  /** 更正 of what is locked. */
  correction: boolean,
): FormPlan {
  const { permissions } = useSession();
  const envelope = isEnvelopeOnly(register, values, sealedDirect);
  return useMemo(() => {
    const allowed = new Set<string>(permissions);
    const situation = { state, held, may: (permission: string) => allowed.has(permission) };
    const all =
      correction && state !== null
        ? correctionSections(register, state, held.values)
        : formSections(register, situation);
    const sections = envelope ? envelopeSections(register, all) : all;
    const shown = keysOf(sections);
    const fixed = correction ? noFields : fixedHere(register, situation);
    const clearable = correction ? nothing : clearableHere(register, situation);
    const sent = envelope && state !== null ? keysOf(all) : shown;
    return { envelope, sections, fixed, clearable, shown, sent };
  }, [register, envelope, state, held, correction, permissions]);
}

const noFields: ReadonlySet<string> = new Set();
const nothing: ReadonlyMap<string, string> = new Map();

function keysOf(sections: readonly FormSection[]): ReadonlySet<string> {
  return new Set(sections.flatMap(({ fields }) => fields.map(({ key }) => key)));
}
