/** The part of a register's records that may leave the office. */
import type { ChildTable, Field, Register } from './register.ts';
import type { Direction } from './package-kinds.ts';
import { standingIn } from './sealed.ts';
import { markKeys } from './secrecy.ts';
import type { Travel } from './travel.ts';

/**
 * What of a record leaves the office at most, scans included; everything when a register does not say. A list and not a list
 * of exceptions: what a register gets later stays here until somebody decides that it goes.
 */
export interface Sends {
  readonly fields: readonly string[];
  /** Keys of the fields of each child table that goes; of a table that is not named no row goes. */
  readonly children: Readonly<Record<string, readonly string[]>>;
  /**
   * `chosen` where a record goes to several offices and what they answer may be filed with it: only what its owner says goes
   * along with it (`attachments.sendAlong`), so that nobody gets what another filed in reply.
   */
  readonly attachments: boolean | 'chosen';
  /**
   * Fields that are all whoever was sent a record keeps of it once it has been withdrawn: what the own records there name.
   * Absent where the copy stays whole, as files do.
   */
  readonly keptWithdrawn?: readonly string[];
}

/**
 * How a workstation hands a register in: all that is its own, whole, to be its host's from then on. Every register, so that
 * none is forgotten; what takes the key of the leads goes by itself, because nobody need hold both keys.
 */
export function handInsOf(register: Described & Pick<Register, 'byProgram'>): readonly Travel[] {
  // What the host's own program writes down is not for a workstation to say.
  if (register.byProgram) return [];
  const kind = standingIn(register) === undefined ? 'handIn' : 'leads';
  return [{ kind, direction: 'fromGroup', which: 'all', handsOver: true }];
}

/** Whether this is the register as it is handed in; see {@link sentOn}. */
export function isHandedIn({ travels }: Pick<Register, 'travels'>): boolean {
  return travels?.some(({ direction }) => direction === 'fromGroup') ?? false;
}

/**
 * The register as it goes one way. The workstation of a group gets of some registers more than other offices do
 * (`sendsToGroup`), never less; what it hands in is everything.
 */
export function sentOn(register: Register, way: Direction): Register {
  if (way === 'fromGroup') {
    const { sends: _, sendsToGroup: __, ...whole } = register;
    return { ...whole, travels: handInsOf(register) };
  }
  return way === 'toGroup' && register.sendsToGroup
    ? { ...register, sends: register.sendsToGroup }
    : register;
}

/** The register as it goes to who gets less than the record (`reducedElsewhere`). */
export function reducedOf(register: Register): Register {
  return register.sendsReduced ? { ...register, sends: register.sendsReduced } : register;
}

/** Whether the owner says of each attachment of this register whether it goes along; see {@link Sends}. */
export function choosesAttachments({ sends }: Pick<Register, 'sends'>): boolean {
  return sends?.attachments === 'chosen';
}

type Described = Pick<Register, 'fields' | 'children' | 'sends'>;

/** Fields of the record itself that a line in a package may hold; the secrecy mark tells how the copy is to be kept. */
export function sendableFields({ fields, sends }: Described): readonly Field[] {
  if (!sends) return fields;
  const named = new Set([...sends.fields, ...markKeys]);
  return fields.filter(({ key }) => named.has(key));
}

/** Child tables with no more than the fields a line may hold. */
export function sendableChildren({ children, sends }: Described): readonly ChildTable[] {
  if (!sends) return children;
  return children.flatMap((child) => {
    const named = sends.children[child.key];
    return named ? [{ ...child, fields: child.fields.filter(({ key }) => named.includes(key)) }] : [];
  });
}

/** What is wrong with how a description says what leaves the office, or undefined. */
export function sendingMistake(register: Register): string | undefined {
  const { sends, sendsToGroup, sendsReduced, travels = [] } = register;
  if (sendsToGroup && !sends) return 'a workstation gets more than other offices where these get everything';
  if (travels.some(({ reducedElsewhere }) => reducedElsewhere) !== (sendsReduced !== undefined))
    return 'it is told reduced somewhere, or says what that is, and not both';
  return (
    mistakeIn(register, sends) ??
    mistakeIn(register, sendsToGroup) ??
    mistakeIn(register, sendsReduced) ??
    brokenTable(register, sendsReduced)
  );
}

/** Rows have no names of their own in a line: one of which a part comes could not be laid over one held whole. */
function brokenTable({ children }: Register, reduced: Sends | undefined): string | undefined {
  const broken = Object.entries(reduced?.children ?? {}).find(
    ([table, keys]) => children.find(({ key }) => key === table)?.fields.length !== keys.length,
  );
  return broken && `${broken[0]} goes reduced with some of its fields only`;
}

function mistakeIn(
  { fields, children, travels, partOf }: Register,
  sends: Sends | undefined,
): string | undefined {
  if (!sends) return undefined;
  if (!travels) return 'it sends something and travels nowhere';
  // Its new owner could not go on with a part of it.
  if (travels.some(({ handsOver }) => handsOver)) return 'what is handed over goes whole';
  if (partOf && !sends.fields.includes(partOf.field)) return `a part without its ${partOf.field} is refused`;
  const known = new Set(fields.map(({ key }) => key));
  const unknown = [...sends.fields, ...(sends.keptWithdrawn ?? [])].filter((key) => !known.has(key));
  for (const [table, keys] of Object.entries(sends.children)) {
    const own = children.find(({ key }) => key === table)?.fields.map(({ key }) => key) ?? [];
    unknown.push(...keys.filter((key) => !own.includes(key)).map((key) => `${table}.${key}`));
  }
  return unknown.length === 0 ? undefined : `it sends the unknown ${unknown.join(', ')}`;
}
