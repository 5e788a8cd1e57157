import { useMemo } from 'react';
import type { Register, Values } from '../../../domain/register.ts';
import { envelopeSections, formSections, type FormSection } from './form-plan.ts';
import { isEnvelopeOnly } from './form-state.ts';

export interface FormPlan {
  /** Only the envelope may be recorded. */
  readonly envelope: boolean;
  readonly sections: readonly FormSection[];
  /** Keys of the fields that stand in the form now. */
  readonly shown: ReadonlySet<string>;
  /** Keys of the fields that are sent: of a record turned 径送, also those to be cleared. */
  readonly sent: ReadonlySet<string>;
}

export function useFormPlan(
  register: Register,
  values: Values,
  sealedDirect: boolean,
  isNew: boolean,
): FormPlan {
  const envelope = isEnvelopeOnly(register, values, sealedDirect);
  return useMemo(() => {
    const all = formSections(register, isNew);
    const sections = envelope ? envelopeSections(register, all) : all;
    const shown = keysOf(sections);
    return { envelope, sections, shown, sent: envelope && !isNew ? keysOf(all) : shown };
  }, [register, envelope, isNew]);
}

function keysOf(sections: readonly FormSection[]): ReadonlySet<string> {
  return new Set(sections.flatMap(({ fields }) => fields.map(({ key }) => key)));
}
