/** What the vault service may ask of main: the things only Electron can do. */
import { z } from 'zod';
import { ExpectedError } from '../../domain/failure.ts';
import type { Result } from '../../preload/contract/define.ts';
import type { Printing } from './printing.ts';

export interface AskDeps {
  readonly printing: Printing;
}

const sheet = z.strictObject({ html: z.string().min(1) });
const paperJob = z.strictObject({
  html: z.string().min(1),
  printer: z.string(),
  copies: z.number().int().min(1).max(99),
  duplex: z.boolean(),
});

/**
 * `print.pdf {html}` gives the bytes of a PDF, `print.paper {html, printer, copies, duplex}` null once the spooler
 * has the job. Expected refusals come back as results; anything else throws.
 */
export function createAsks(deps: AskDeps): (ask: string, input: unknown) => Promise<Result<unknown>> {
  const answers: Readonly<Record<string, (input: unknown) => Promise<unknown>>> = {
    'print.pdf': (input) => deps.printing.pdf(sheet.parse(input).html),
    'print.paper': async (input) => {
      await deps.printing.paper(paperJob.parse(input));
      return null;
    },
  };
  return async (ask, input) => {
    const answer = Object.hasOwn(answers, ask) ? answers[ask] : undefined;
    if (!answer) throw new Error(`the service asked for ${ask}`);
    try {
      return { ok: true, value: await answer(input) };
    } catch (error) {
      if (error instanceof ExpectedError) return { ok: false, error: error.failure };
      throw error;
    }
  };
}
