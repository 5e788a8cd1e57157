/** Fingerprints as people read them from paper or over the telephone: eight groups of five digits. Pure. */

/** Digits a fingerprint has. */
export const fingerprintLength = 40;

/** The digits in what was typed; full-width digits, spaces, dashes and other signs do not matter. */
export function fingerprintDigits(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\D/gu, '');
}

/** Signs that can be no part of a fingerprint, e.g. the letter O for zero; what stands between groups is none of them. */
export function strangeSigns(typed: string): readonly string[] {
  const signs = typed.normalize('NFKC').replaceAll(/[\s\d:\-—–‐、,.]/gu, '');
  return [...new Set(signs)];
}

/** `12345 67890 …`, at most as long as a fingerprint is. */
export function groupFingerprint(typed: string): string {
  return (
    fingerprintDigits(typed)
      .slice(0, fingerprintLength)
      .match(/.{1,5}/gu) ?? []
  ).join(' ');
}
