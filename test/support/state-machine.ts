/** What every register's state machine must hold. */
import type { Register } from '../../domain/register.ts';

export function unreachableStates({ workflow, byProgram }: Register): readonly string[] {
  // What only the program writes has no steps: which states it comes to is told where it writes.
  if (byProgram) return [];
  const reached = new Set([workflow.initial]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of workflow.transitions)
      if (to !== undefined && from.some((state) => reached.has(state))) reached.add(to);
  }
  return workflow.states.map(({ code }) => code).filter((code) => !reached.has(code));
}

/** States without a way out that do not end the procedure. */
export function deadEnds({ workflow, byProgram }: Register): readonly string[] {
  if (byProgram) return workflow.transitions.map(({ key }) => key);
  return workflow.states
    .filter(({ final }) => final !== true)
    .map(({ code }) => code)
    .filter(
      (code) =>
        !workflow.transitions.some(({ from, to }) => from.includes(code) && to !== undefined && to !== code),
    );
}

/** Steps without a permission of the register's own area, or without a basis. */
export function groundlessSteps({ area, workflow }: Register): readonly string[] {
  return workflow.transitions
    .filter(({ permission, basis }) => !permission.startsWith(`${area}.`) || basis.trim() === '')
    .map(({ key }) => key);
}

/** Headings under which two fields of one table would be found in a clerk's spreadsheet. */
export function sharedHeadings(register: Register): readonly string[] {
  return [register.fields, ...register.children.map(({ fields }) => fields)].flatMap((fields) => {
    const headings = fields.flatMap(({ label, synonyms = [] }) => [...new Set([label, ...synonyms])]);
    return headings.filter((heading, index) => headings.indexOf(heading) !== index);
  });
}
