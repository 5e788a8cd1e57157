/** Editable reference data: code lists, deadline rules, calendars, office settings. */
import { z } from 'zod';
import { columnChoice } from '../../domain/registers/rect-item/lists.ts';
import { register, values } from './record-shapes.ts';
import { date, fileToken, nothing, reads, shortText, witness, writes } from './define.ts';

/** How the records of a register are numbered here. */
const numberMask = z.strictObject({ register, mask: z.string().max(60) });

export const code = z.strictObject({
  list: z.string().max(40),
  code: z.string().min(1).max(40),
  label: z.string().min(1).max(100),
  sort: z.number().int(),
  basis: z.string().max(300),
  verified: z.boolean(),
  validFrom: date.nullable(),
  validTo: date.nullable(),
  synonyms: z.array(z.string().max(60)).max(60),
  parent: z.string().max(40).nullable(),
  /** Base settings of an older version say nothing. */
  guidance: z.string().max(1000).default(''),
});

export const deadlineRule = z.strictObject({
  code: z.string().max(40),
  label: z.string().max(100),
  length: z.number().int().min(0).max(3660),
  unit: z.enum(['day', 'workday', 'month', 'year']),
  rollToWorkday: z.boolean(),
  basis: z.string().max(300),
  verified: z.boolean(),
  validFrom: date.nullable(),
  validTo: date.nullable(),
});

const ledgerListRow = {
  code: z.string().min(1).max(40),
  label: z.string().trim().min(1).max(60),
  sort: z.number().int(),
  basis: z.string().max(300),
  verified: z.boolean(),
  validFrom: date.nullable(),
  validTo: date.nullable(),
};

/** A list of the rectification ledger; a column is one of those there are to choose from. */
export const ledgerList = z.strictObject({
  ...ledgerListRow,
  columns: z
    .array(
      z.strictObject({
        key: z
          .string()
          .max(60)
          .refine((key) => columnChoice(key) !== undefined),
        width: z.number().int().min(4).max(100),
      }),
    )
    .min(1)
    .max(20),
});

export const listSet = z.strictObject({
  ...ledgerListRow,
  lists: z.array(z.string().max(40)).min(1).max(12),
});

export const officeRow = z.strictObject({ table: z.string().max(40), ...ledgerListRow, values });

export const referenceContract = {
  'codes.all': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({
      lists: z.array(z.strictObject({ id: z.string(), label: z.string() })),
      codes: z.array(code),
    }),
  ),
  'codes.save': writes(
    { access: 'reference.edit' },
    z.strictObject({ code, reason: shortText.min(1) }),
    nothing,
  ),
  /** Reads a table of names, parents and 监督要点 and adds or completes rows of that list; all of them or none. */
  'codes.import': writes(
    { access: 'reference.edit' },
    z.strictObject({ list: z.string().max(40), file: fileToken }),
    z.strictObject({ added: z.number(), changed: z.number(), same: z.number() }),
  ),
  'deadlines.rules': reads({ access: 'signedIn' }, nothing, z.strictObject({ rules: z.array(deadlineRule) })),
  'deadlines.save': writes(
    { access: 'reference.edit' },
    z.strictObject({ rule: deadlineRule, reason: shortText.min(1) }),
    nothing,
  ),
  'calendar.years': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({
      years: z.array(
        z.strictObject({
          year: z.number(),
          basis: z.string(),
          verified: z.boolean(),
          holidays: z.array(date),
          workdays: z.array(date),
        }),
      ),
    }),
  ),
  /** Reads a calendar file (JSON as shipped, or a spreadsheet with 日期 / 类型 columns) and replaces that year. */
  'calendar.import': writes(
    { access: 'reference.edit' },
    z.strictObject({ file: fileToken }),
    z.strictObject({ year: z.number(), holidays: z.number(), workdays: z.number() }),
  ),
  /** 三清单 and the other lists of the rectification ledger, and the sets they are printed in. */
  'ledgerLists.all': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({ lists: z.array(ledgerList), sets: z.array(listSet) }),
  ),
  'ledgerLists.save': writes(
    { access: 'reference.edit' },
    z.strictObject({ list: ledgerList, reason: shortText.min(1) }),
    nothing,
  ),
  'ledgerLists.saveSet': writes(
    { access: 'reference.edit' },
    z.strictObject({ set: listSet, reason: shortText.min(1) }),
    nothing,
  ),
  /** Avoidance rules, weights of the selection sheet, what a group needs: `domain/office-tables`. */
  'tables.all': reads({ access: 'signedIn' }, nothing, z.strictObject({ rows: z.array(officeRow) })),
  'tables.save': writes(
    { access: 'reference.edit' },
    z.strictObject({ row: officeRow, reason: shortText.min(1) }),
    nothing,
  ),
  'settings.office': reads(
    { access: 'signedIn' },
    nothing,
    z.strictObject({
      name: z.string(),
      docWord: z.string(),
      /** Of every register. */
      masks: z.array(numberMask),
      secrecyMark: z.string(),
      idleLockMinutes: z.number(),
    }),
  ),
  'settings.saveOffice': writes(
    { access: 'reference.edit' },
    z.strictObject({
      docWord: z.string().max(20),
      /** Those of other registers stay as they are. */
      masks: z.array(numberMask).max(100),
      idleLockMinutes: z.number().int().min(1).max(30),
      witness: witness.nullable(),
    }),
    nothing,
  ),
};
