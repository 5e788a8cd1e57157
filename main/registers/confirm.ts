/** How findings reach the clerk: problems beside their fields, questions to confirm with a reason. */
import { ExpectedError, type Failure, refuse } from '../../domain/failure.ts';
import type { RecordCheck } from '../../domain/register.ts';
import type { Problems } from './validate.ts';

export function refuseProblems(problems: Problems): void {
  const count = Object.keys(problems).length;
  if (count === 0) return;
  refuse(
    'Invalid',
    `有${count}处内容需要改正，还没有保存。`,
    Object.values(problems)[0] ?? '',
    '请按各栏旁的提示改正后再保存。',
    problems,
  );
}

/** Throws the first failure with the fields of all of them, so that every place is marked at once. */
export function refuseFindings(errors: readonly Failure[]): void {
  const [first] = errors;
  if (!first) return;
  const fields: Record<string, string> = Object.assign(
    {},
    ...errors.map((failure) => failure.fields ?? {}).toReversed(),
  );
  throw new ExpectedError({ ...first, fields });
}

/** Warnings by the key that confirms them. */
export type Warnings = Readonly<Record<string, Failure | undefined>>;

/** Why a change was made in spite of what was asked; null when nothing was. */
export interface Reasons {
  /** For the history of the record. */
  readonly told: string | null;
  /** For the audit log alone. */
  readonly logged: string | null;
}

/** Whether {@link askConfirmation} would let all of them pass. */
export function areAnswered(warnings: Warnings, confirmed: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(warnings).every(([key, failure]) => !failure || isAnswered(confirmed, key));
}

function isAnswered(confirmed: Readonly<Record<string, string>>, key: string): boolean {
  return (confirmed[key]?.trim() ?? '') !== '';
}

/**
 * Refuses with `NeedsConfirmation` while a warning has not been confirmed; `fields` then holds the question under
 * the key that confirms it. The reasons for what `checks` want in the log alone, and for all of `untold`, are kept apart.
 */
export function askConfirmation(
  warnings: Warnings,
  confirmed: Readonly<Record<string, string>>,
  checks: readonly RecordCheck[] = [],
  untold: Warnings = {},
): Reasons {
  const inLog = new Set(checks.flatMap(({ key, reasonInLog }) => (reasonInLog ? [key] : [])));
  const of = (isLogged: boolean): Warnings =>
    Object.fromEntries(Object.entries(warnings).filter(([key]) => inLog.has(key) === isLogged));
  const questions: Record<string, string> = {};
  const ask = (some: Warnings): string | null => {
    const reasons: string[] = [];
    for (const [key, failure] of Object.entries(some)) {
      if (!failure) continue;
      if (isAnswered(confirmed, key)) reasons.push(`${failure.what}确认：${confirmed[key]?.trim() ?? ''}`);
      else questions[key] = `${failure.what}${failure.why}`;
    }
    return reasons.length === 0 ? null : reasons.join('；');
  };
  const reasons = { told: ask(of(false)), logged: ask({ ...of(true), ...untold }) };
  const count = Object.keys(questions).length;
  if (count > 0) {
    refuse(
      'NeedsConfirmation',
      `有${count}个问题需要确认，还没有保存。`,
      Object.values(questions)[0] ?? '',
      '请核对；情况属实的，写明理由后继续保存。',
      questions,
    );
  }
  return reasons;
}
