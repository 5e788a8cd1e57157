/** How long a certificate of the network still lasts, said early enough to renew it over a medium. */

/** Days left from which on an office is told to renew. Two months are enough for a request and its answer by courier. */
export const renewalNoticeDays = 60;

const day = 86_400_000;

/** Whole days until a certificate runs out, negative afterwards. Both instants in epoch milliseconds. */
export function certificateDaysLeft(notAfter: number, now: number): number {
  return Math.floor((notAfter - now) / day);
}

/** A certificate counts as expired by what the PC's clock says, so people are told to check the clock first. */
export type CertificateTerm = 'valid' | 'ending' | 'expired';

export function certificateTerm(daysLeft: number): CertificateTerm {
  if (daysLeft < 0) return 'expired';
  return daysLeft <= renewalNoticeDays ? 'ending' : 'valid';
}
