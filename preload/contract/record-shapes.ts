/** What every procedure on records speaks in: values, child rows and queries. */
import { z } from 'zod';
import { registerIds } from '../../domain/registers/registers.ts';

export const register = z.enum(registerIds);
export const fieldKey = z.string().max(60);

const value = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(200)).max(200),
]);
export const values = z.record(fieldKey, value);
export const childRow = z.strictObject({ rowId: z.string().max(64), values });
export const children = z.record(fieldKey, z.array(childRow).max(500));

/** Negative when overdue. */
export const timeLeft = z.strictObject({ count: z.number(), unit: z.enum(['day', 'workday']) });

/** How many values one condition may name. */
export const mostFilterValues = 20_000;

/**
 * One condition of a query; conditions on different fields are joined by "and".
 * Besides the register's own fields: `id` (op `in`), `no`, `state`, `void`, `createdAt`, `updatedAt`, `office`, `deadline`
 * (op `in`, values overdue | today | within3 | thisMonth) and `<child>.<field>` paths such as `accused.name`.
 */
export const filter = z.discriminatedUnion('op', [
  z.strictObject({ field: fieldKey, op: z.literal('contains'), text: z.string().min(1).max(100) }),
  z.strictObject({
    field: fieldKey,
    op: z.literal('in'),
    values: z.array(z.string().max(200)).min(1).max(mostFilterValues),
  }),
  z.strictObject({
    field: fieldKey,
    op: z.literal('between'),
    from: z.union([z.string(), z.number(), z.null()]),
    to: z.union([z.string(), z.number(), z.null()]),
    /** Also records in which nothing is entered. */
    orEmpty: z.boolean().optional(),
  }),
  /** The day lies after the first of `days` that is filled in; `false` also where one of the two is missing. */
  z.strictObject({
    field: fieldKey,
    op: z.literal('after'),
    days: z.array(fieldKey).min(1).max(4),
    value: z.boolean(),
  }),
  /** One of the values stands in the field or in one of `others` (paths into child tables too); `false`: in none of them. */
  z.strictObject({
    field: fieldKey,
    op: z.literal('inAny'),
    others: z.array(fieldKey).min(1).max(4),
    values: z.array(z.string().max(200)).min(1).max(mostFilterValues),
    value: z.boolean(),
  }),
  z.strictObject({ field: fieldKey, op: z.literal('is'), value: z.boolean() }),
  z.strictObject({ field: fieldKey, op: z.literal('empty'), value: z.boolean() }),
]);

export const query = z.strictObject({
  register,
  /** Any substring of two or more characters: text, number, name initials; petitioner fields for those who may. */
  text: z.string().max(100).optional(),
  filters: z.array(filter).max(40),
  sort: z.array(z.strictObject({ field: fieldKey, direction: z.enum(['asc', 'desc']) })).max(3),
});
