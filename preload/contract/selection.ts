/** 选题遴选: organisations of the library with what speaks for inspecting them, and choosing from them. */
import { z } from 'zod';
import { date, fileToken, id, job, nothing, reads, shortText, works, writes } from './define.ts';
import { document } from './paper.ts';

const line = z.strictObject({
  code: z.string(),
  label: z.string(),
  /** What it rests on, e.g. 12件. */
  measured: z.string(),
  /** Hundredths of a point. */
  points: z.number().int(),
});

/** Which organisations of the sheet, and in which order. */
const narrowed = {
  /** Part of name, system or area. */
  text: z.string().max(100),
  orgTypes: z.array(z.string().max(40)).max(50),
  sort: z.enum(['score', 'letters', 'lastFeedbackAt', 'name']),
  descending: z.boolean(),
};

export const selectionContract = {
  /** A page of the sheet, sorted and cut in the database. Of letters it tells how many, and nothing else. */
  'selection.page': reads(
    { access: 'planning.read' },
    z.strictObject({
      ...narrowed,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(200),
    }),
    z.strictObject({
      total: z.number(),
      /** The factors in use, with the share of each in hundredths of a percent of all weights. */
      factors: z.array(
        z.strictObject({ code: z.string(), label: z.string(), weight: z.number(), verified: z.boolean() }),
      ),
      /** Letters are counted from this day on; null where they are not counted. */
      lettersSince: date.nullable(),
      rows: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          orgType: z.string(),
          systemTag: z.string(),
          area: z.string(),
          lastFeedbackAt: date.nullable(),
          letters: z.number().int(),
          /** Hundredths of a point of 100. */
          score: z.number().int(),
          lines: z.array(line),
          /** Titles of plans that are not over and name it. */
          plans: z.array(z.string()),
        }),
      ),
    }),
  ),
  /** Lays out everything the page would show, over all its pages, for whoever may take plans out. */
  'selection.paper': works(
    { access: 'planning.export', effect: 'write' },
    z.strictObject({ job, ...narrowed }),
    document,
  ),
  /** The same as a workbook. */
  'selection.export': works(
    { access: 'planning.export', effect: 'write' },
    z.strictObject({ job, ...narrowed, file: fileToken }),
    nothing,
  ),
  /** Enters organisations into a plan with the score they have now, and why into the library; those it names already are left. */
  'selection.enter': writes(
    { access: 'planning.register' },
    z.strictObject({
      plan: id,
      /** 巡察方式. */
      mode: z.string().min(1).max(40),
      /** Name of the round they are meant for; null while none is. */
      round: shortText.min(1).nullable(),
      targets: z.array(id).min(1).max(500),
      /** 确定依据 for all of them; null takes the factors that count for each. */
      basis: z.array(z.string().max(40)).max(20).nullable(),
    }),
    z.strictObject({ added: z.number(), known: z.number() }),
  ),
};
