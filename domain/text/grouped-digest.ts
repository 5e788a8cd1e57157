/** The first 16 characters of a digest in fours, as it is compared with paper by eye: `3fa8 01bc 99e0 7d12`. */
export function groupedDigest(digest: string): string {
  return (digest.slice(0, 16).match(/.{4}/gu) ?? []).join(' ');
}
