/** The vocabulary of the contract: how one procedure is described. */
import { z } from 'zod';
import type { Permission } from '../../domain/access/permissions.ts';

/**
 * Who may call a procedure. `anyone`: no session needed; `signedIn`: any account; `perRegister`: who may do that with
 * the register named in the input (see `permissionOn`); `anyRegister`: who may do it with one register at least.
 */
export type Access =
  'anyone' | 'signedIn' | Permission | { readonly perRegister: string } | { readonly anyRegister: string };

export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
  readonly access: Access;
  /** `write` procedures leave an audit entry in the same transaction. */
  readonly effect: 'read' | 'write';
  /** Long work: the input carries `job`, progress events name it, `jobs.cancel` stops it. */
  readonly job: boolean;
}

interface Options {
  readonly access: Access;
}

/** A procedure that changes nothing. */
export function reads<I extends z.ZodType, O extends z.ZodType>(
  options: Options,
  input: I,
  output: O,
): Procedure<I, O> {
  return { ...options, input, output, effect: 'read', job: false };
}

/** A procedure that changes something and is audited. */
export function writes<I extends z.ZodType, O extends z.ZodType>(
  options: Options,
  input: I,
  output: O,
): Procedure<I, O> {
  return { ...options, input, output, effect: 'write', job: false };
}

/** A long procedure with progress and cancel; its input must hold `job`. */
export function works<I extends z.ZodType, O extends z.ZodType>(
  options: Options & { readonly effect: 'read' | 'write' },
  input: I,
  output: O,
): Procedure<I, O> {
  return { ...options, input, output, job: true };
}

export const nothing = z.strictObject({});
export const id = z.string().min(1).max(64);
export const job = z.string().min(8).max(64);
/** A token for a file or folder the user chose in a dialog; the window never sees a path. */
export const fileToken = z.string().regex(/^file_[0-9a-f]{32}$/);
/** Proof that a second person entered his or her own password for one named act. */
export const witness = z.string().regex(/^witness_[0-9a-f]{32}$/);
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const shortText = z.string().max(200);
export const longText = z.string().max(20_000);
export const bytes = z.instanceof(Uint8Array);

export const failure = z.strictObject({
  type: z.string(),
  what: z.string(),
  why: z.string(),
  next: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: z.infer<typeof failure> };
