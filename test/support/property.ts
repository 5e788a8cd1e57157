/**
 * Property tests draw the same cases in every run: what is landed fails for what changed, not for a case nobody had drawn
 * before. The long proofs (`SLOW=1`) draw fresh ones, and so does `SEED=<number>`; a failure names its seed.
 */
import fc from 'fast-check';

const fixedSeed = 20_250_301;

/** What every property is drawn from; tests that draw by themselves begin from it too. */
export const seed = Number(
  process.env['SEED'] ?? (process.env['SLOW'] ? Date.now() % 1_000_000_000 : fixedSeed),
);

fc.configureGlobal({ seed });

export { default as fc } from 'fast-check';
