/** What the register engine is given, and where a special register may add to the generic machinery. */
import type { Actor, Permission } from '../../domain/access/permissions.ts';
import type { DeadlineStatus } from '../../domain/calendar/deadlines.ts';
import type { Failure } from '../../domain/failure.ts';
import type { OfficeLevel } from '../../domain/office.ts';
import type { ChildRow, ChildRowsByKey, Register, Transition, Values } from '../../domain/register.ts';
import type { Places } from '../../domain/planning/unit-region.ts';
import type { ClockDep, RandomDep } from '../deps.ts';
import type { Reader, Vault } from '../vault/api.ts';
import type { ReferenceSource } from './reference.ts';
import type { ExtraColumn } from './schema.ts';
import type { IdentityKey } from './sealed-rows.ts';
import type { Stored } from './store.ts';

/** The office whose vault this is; `region` is the six-digit GB/T 2260 code used in numbers. */
export interface OfficeInfo {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly level: OfficeLevel;
  /** 机关代字 as founded; the office may change it in the settings. */
  readonly docWord?: string;
}

export interface EngineDeps extends ClockDep, RandomDep {
  readonly vault: Vault;
  readonly office: OfficeInfo;
  readonly modules: readonly RegisterModule[];
  /** The name of a person of this office; an unknown id comes back as it is. */
  readonly userName: (userId: string) => string;
  /** The names of the network's offices by id, as known at the moment; absent, the id stands for the name. */
  readonly officeNames?: () => (officeId: string) => string;
  /** Whether an id is that of a person of this office who is at work; absent where nobody is asked. */
  readonly isAtWork?: (userId: string) => boolean;
  /** Whether a code of six, nine or twelve digits is that of a division; absent where there is no table. */
  readonly isRegion?: (code: string) => boolean;
  /** The network's secret for comparing petitioners across offices; absent or null outside a network. */
  readonly petitionerSalt?: () => Uint8Array | null;
  /** The office's city and its counties by name; absent where nothing asks. */
  readonly places?: () => Places;
  /** Up to how many rows a list fetches and sorts rather than walking an index; see `plan.ts`. */
  readonly fewRows?: number;
}

/** What is about to be stored; sealed children are masked. */
export interface SaveDraft {
  readonly id: string;
  readonly actor: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly today: string;
  readonly before: Values;
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

export interface DuplicateDecision {
  readonly decision: 'none' | 'repeat' | 'supplement';
  readonly of: string | null;
  readonly basis: string;
}

export interface DuplicateCandidate {
  readonly id: string;
  readonly no: string;
  readonly score: number;
  readonly level: 'suspected' | 'related';
  readonly explanation: string;
  readonly receivedAt: string;
  readonly accused: string;
  readonly petitioners: string;
  readonly summary: string;
  readonly state: string;
}

export interface GuardDeps extends EngineDeps {
  readonly reference: ReferenceSource;
}

/** A register together with what is special to it. Everything else follows from the description. */
export interface RegisterModule {
  readonly register: Register;
  readonly extraColumns: readonly ExtraColumn[];
  /** Values marking a record of which only the envelope may be kept. */
  readonly envelopeValues?: Values;
  /** Lays the clerk's decision about suspected duplicates over the values. */
  readonly decideDuplicate?: (values: Values, decision: DuplicateDecision) => Values;
  /** Brings values that follow from others up to date, at every save, step and import; may refuse. */
  readonly derive?: (reader: Reader, draft: Omit<SaveDraft, 'permissions'>, context: GuardDeps) => Values;
  /** What the office's own tables, and records found by name, have against a step that its guard allows. */
  readonly guard?: (
    context: GuardDeps,
    reader: Reader,
    step: Transition,
    stored: Stored,
  ) => Failure | undefined;
  /** What records found by name make one ask before a step, by the key that confirms it; `actor` sees no more than he may. */
  readonly questions?: (
    context: GuardDeps,
    reader: Reader,
    step: Transition,
    stored: Stored,
    actor: Actor,
  ) => Readonly<Record<string, Failure | undefined>>;
  /** Warnings about deadlines and other records, by the key that confirms them. */
  readonly warnings?: (
    draft: SaveDraft,
    clocks: readonly DeadlineStatus[],
    reader: Reader,
    context: Pick<EngineDeps, 'office'>,
  ) => Readonly<Record<string, Failure | undefined>>;
  /** The same warnings for an import, of so many new records that all take these values over. */
  readonly warningsOfMany?: (reader: Reader, values: Values, count: number) => readonly Failure[];
  /** What a voided record is when it is restored, where others have meanwhile taken what was its own. */
  readonly takeUpAgain?: (reader: Reader, stored: Stored) => Values;
  readonly findDuplicates?: (
    deps: EngineDeps,
    reader: Reader,
    probe: DuplicateProbe,
  ) => readonly DuplicateCandidate[];
  /** The identities of a sealed row, and those a typed search text might mean. */
  readonly identityKeys?: (row: ChildRow) => readonly IdentityKey[];
  readonly identitiesInText?: (text: string) => readonly IdentityKey[];
}

export interface DuplicateProbe {
  /** Whether sealed identities are compared: that two letters have one writer tells something of the writer. */
  readonly byPetitioner: boolean;
  readonly exclude: string | null;
  readonly values: Values;
  readonly children: ChildRowsByKey;
}
