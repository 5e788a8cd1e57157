/**
 * What the service takes from the outside world. Composition roots (the utility process, the demo, tests) create
 * one of each; no module below reads a clock, draws a random number or opens a file on its own.
 */

/** Wall clock. All business dates are Chinese dates (UTC+8), whatever zone the PC is set to. */
export interface ClockDep {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Cryptographic randomness. */
export interface RandomDep {
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>;
}

/** A readable stand-in for the PC's identity, shown in the audit log. */
export interface TerminalDep {
  readonly terminal: string;
}

/** `YYYY-MM-DD` in China for an instant. */
export function chineseDate(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD HH:mm:ss` in China for an instant. */
export function chineseDateTime(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** A UUIDv7: sortable by creation time, so that keyset pages follow the order of entry. */
export function createId(deps: ClockDep & RandomDep): string {
  const time = deps.now().toString(16).padStart(12, '0');
  const random = deps.bytes(10);
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const tail = Buffer.from(random.buffer, random.byteOffset, random.length).toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}
