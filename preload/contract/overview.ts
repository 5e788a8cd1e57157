/** What spans all records: the global search and the page of what is due. */
import { z } from 'zod';
import { lightColours } from '../../domain/calendar/lights.ts';
import { date, nothing, reads } from './define.ts';
import { filter, register, timeLeft } from './record-shapes.ts';

export const overviewContract = {
  'search.global': reads(
    { access: { anyRegister: 'read' } },
    z.strictObject({ text: z.string().min(1).max(100) }),
    z.strictObject({
      groups: z.array(
        z.strictObject({
          register,
          label: z.string(),
          more: z.boolean(),
          hits: z.array(
            z.strictObject({
              id: z.string(),
              no: z.string(),
              title: z.string(),
              excerpt: z.string(),
              where: z.string(),
              state: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
  'dashboard.todo': reads(
    { access: { anyRegister: 'read' } },
    nothing,
    z.strictObject({
      today: date,
      buckets: z.array(
        z.strictObject({
          key: z.enum(['overdue', 'today', 'within3', 'thisMonth']),
          label: z.string(),
          /** Records; one with several deadlines that are due counts once. */
          count: z.number(),
          deadlines: z.number(),
          /** By register, without those that have none. */
          registers: z.array(
            z.strictObject({ register, label: z.string(), count: z.number(), deadlines: z.number() }),
          ),
        }),
      ),
      items: z.array(
        z.strictObject({
          register,
          id: z.string(),
          no: z.string(),
          title: z.string(),
          rule: z.string(),
          label: z.string(),
          due: date,
          remaining: timeLeft,
          /** The warning light this clock has switched on. */
          light: z.enum(lightColours).nullable(),
          /** 暂按日历日. */
          provisional: z.boolean(),
          basis: z.string(),
        }),
      ),
      /** Work waiting for this person, e.g. letters to be approved; each opens the filtered list. */
      queues: z.array(
        z.strictObject({ register, label: z.string(), count: z.number(), filters: z.array(filter) }),
      ),
      counts: z.array(
        z.strictObject({ register, label: z.string(), count: z.number(), filters: z.array(filter) }),
      ),
      problems: z.array(z.string()),
    }),
  ),
};
