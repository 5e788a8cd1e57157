/** Registers whose records are of kinds that are never added up together: visits in 批 and 人次, calls in 次 (reference 3.2). */
export interface CountedApart {
  /** The field that says of which kind a record is. */
  readonly field: string;
  readonly kinds: readonly {
    readonly is: string;
    readonly label: string;
    readonly unit: string;
    /** A number of each record that is added up beside the records themselves (人次). */
    readonly sum?: { readonly field: string; readonly unit: string };
  }[];
}

/** The fields the counting looks at; none where all are counted as one. */
export function countedFields(counted: CountedApart | undefined): readonly string[] {
  return counted ? [counted.field, ...counted.kinds.flatMap(({ sum }) => sum?.field ?? [])] : [];
}
