/** Guards and small questions that several registers ask of a record. */
import type { Failure } from '../../failure.ts';
import type { GuardContext, RecordCheck, Values } from '../../register.ts';

export type Guard = (context: GuardContext) => Failure | undefined;

/** The first refusal of several guards. */
export function allOf(...guards: readonly Guard[]): Guard {
  return (context) => {
    for (const guard of guards) {
      const failure = guard(context);
      if (failure) return failure;
    }
    return undefined;
  };
}

/** Everything the guards find fault with at once, so that it can be put right in one go. */
export function everyOf(...guards: readonly Guard[]): Guard {
  return (context) => {
    const failures = guards.flatMap((guard) => guard(context) ?? []);
    const [first, ...more] = failures;
    if (!first || more.length === 0) return first;
    const fields = failures.map((failure) => failure.fields ?? {});
    return {
      type: first.type,
      what: failures.map(({ what }) => what).join(''),
      why: [...new Set(failures.map(({ why }) => why))].join(''),
      next: [...new Set(failures.map(({ next }) => next))].join(''),
      fields: Object.assign({}, ...fields) as Readonly<Record<string, string>>,
    };
  };
}

/** Whether anything stands in a value; blanks do not count, zero and “no” do. */
export function filled(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
}

/** A date field as deadlines take it: undefined while nothing stands in it. */
export function dateOf(values: Values, key: string): string | undefined {
  const value = values[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A date before the step it follows, or in the future, or undefined when the order is right. */
export function refuseDisorder(
  values: Values,
  today: string,
  earlierKey: string,
  earlierLabel: string,
  laterKey: string,
  laterLabel: string,
): Failure | undefined {
  const earlier = values[earlierKey];
  const later = values[laterKey];
  if (typeof later !== 'string' || later === '') return undefined;
  const early = typeof earlier === 'string' && earlier !== '' && later < earlier;
  if (!early && later <= today) return undefined;
  const why = early ? `${laterLabel}不能早于${earlierLabel}（${earlier}）。` : `${laterLabel}不能晚于今天。`;
  return {
    type: 'DatesOutOfOrder',
    what: `${laterLabel}不对。`,
    why,
    next: `请改正${laterLabel}；电脑日期不准的，请先校准。`,
    fields: { [laterKey]: why },
  };
}

/** A date that may not lie in the future. */
export function refuseFuture(values: Values, today: string, key: string, label: string): Failure | undefined {
  return refuseDisorder(values, today, '', '', key, label);
}

/** Two dates of which the later one may not come before the earlier one, with what the form calls them. */
export type DateOrder = readonly [earlier: string, earlierLabel: string, later: string, laterLabel: string];

/** The first pair of dates that stands in the wrong order or in the future. */
export function refuseDisorders(
  orders: readonly DateOrder[],
  values: Values,
  today: string,
): Failure | undefined {
  for (const [earlier, earlierLabel, later, laterLabel] of orders) {
    const failure = refuseDisorder(values, today, earlier, earlierLabel, later, laterLabel);
    if (failure) return failure;
  }
  return undefined;
}

/**
 * Days that follow one another, each with what the form calls it: whichever of them are filled in, none lies before an
 * earlier one of the row.
 */
export function inSequence(
  ...days: readonly (readonly [key: string, label: string])[]
): readonly DateOrder[] {
  return days.flatMap(([later, laterLabel], index) =>
    days
      .slice(0, index)
      .toReversed()
      .map(([earlier, earlierLabel]) => [earlier, earlierLabel, later, laterLabel] as const),
  );
}

/**
 * Asks about dates that run backwards. The steps refuse them one by one; this is for old sheets, which are taken over as
 * they are, and for dates that are changed afterwards.
 */
export function datesInOrder(orders: readonly DateOrder[]): RecordCheck {
  return {
    key: 'datesInOrder',
    severity: 'warning',
    check: ({ values, today }) => refuseDisorders(orders, values, today),
  };
}

/** 延期 is given with its reason; `term` is the period that is extended (办理期限, 反馈期限). */
export function extensionReasonCheck(term: string): RecordCheck {
  return {
    key: 'extensionReason',
    severity: 'error',
    check: ({ values }) =>
      filled(values['extendedDueAt']) && !filled(values['extensionReason'])
        ? {
            type: 'ExtensionWithoutReason',
            what: '填写了延期日期，但没有延期理由。',
            why: `延长${term}须说明理由。`,
            next: '请填写延期理由。',
            fields: { extensionReason: '请填写延期理由。' },
          }
        : undefined,
  };
}
