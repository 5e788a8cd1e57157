/** Whether the round named in a record crosses counties (reference 2.4): its own kind, or its part in a joint campaign. */
import type { NamedCause, NamedRecord } from '../../named-cause.ts';
import type { Value, Values } from '../../register.ts';
import { normalizeLabel } from '../../text/normalize.ts';

const cross = 'CROSS';

/** `values` are those of a 巡察轮次. */
function crossesCounties({ values, related }: NamedRecord): boolean {
  const { kinds } = values;
  if (Array.isArray(kinds) && (kinds as readonly string[]).includes(cross)) return true;
  const name = labelOf(values['name']);
  return related('campaign').some(({ children }) =>
    (children['layers'] ?? []).some(
      (row) => row.values['mode'] === cross && labelOf(row.values['roundId']) === name,
    ),
  );
}

const labelOf = (value: Value | undefined): string =>
  typeof value === 'string' ? normalizeLabel(value) : '';

interface Tick {
  /** The yes/no field and what it is called. */
  readonly fills: string;
  readonly label: string;
  /** What follows from it. */
  readonly why: string;
  readonly asksOf?: (values: Values) => boolean;
}

/** The round is a cross inspection and the record does not say whether it is one of it. */
export function crossRound({ fills, label, why, asksOf }: Tick): NamedCause {
  return {
    ...{ key: 'crossRound', by: 'roundId', fills, holds: crossesCounties },
    text: `本轮是交叉巡察，建议“${label}”选“是”。`,
    ...(asksOf ? { asksOf } : {}),
    question: (name) => ({
      type: 'CrossRound',
      what: `“${name}”是交叉巡察，没有填写“${label}”。`,
      why,
      next: `请将“${label}”选“是”；确实不是的选“否”，或者说明后保存。`,
      fields: { [fills]: '本轮是交叉巡察，请选择。' },
    }),
  };
}
