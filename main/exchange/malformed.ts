/**
 * Thrown by the parsers of this folder when hostile bytes break a rule of the format. It never reaches a clerk as it is:
 * `package-reader.ts` and the enrolment functions turn it into an ExpectedError in Chinese.
 */
export class MalformedError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MalformedError';
  }
}

export function malformed(reason: string): never {
  throw new MalformedError(reason);
}
