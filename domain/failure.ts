/**
 * A refusal or fault that the clerk is meant to read. It crosses process borders as plain data.
 *
 * `what` says what happened, `why` the reason, `next` what to do now; all three are whole Chinese sentences.
 * `type` is a stable English name for programs and tests. `fields` maps a field key to the sentence shown beside it.
 * Never put petitioner data, passwords, keys or paths outside the clerk's own choice into any of them.
 */
export interface Failure {
  readonly type: string;
  readonly what: string;
  readonly why: string;
  readonly next: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/** What happened and what has to be put right, as one line of a list: the fields say it more exactly than the reason. */
export function briefly({ what, why, fields }: Failure): string {
  return [what, ...(fields ? Object.values(fields) : [why])].join('');
}

/** Thrown for every expected refusal; anything else that is thrown is a bug and is reported as one. */
export class ExpectedError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.type}: ${failure.what}`);
    this.name = 'ExpectedError';
    this.failure = failure;
  }
}

/** Throws an {@link ExpectedError}; reads as a sentence at the place of refusal. */
export function refuse(
  type: string,
  what: string,
  why: string,
  next: string,
  fields?: Readonly<Record<string, string>>,
): never {
  throw new ExpectedError(fields ? { type, what, why, next, fields } : { type, what, why, next });
}
