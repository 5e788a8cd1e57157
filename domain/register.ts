/**
 * The description of a register (登记簿): everything the application needs to know about one kind of record.
 * Tables, validation, list and form pages, import mapping and template, spreadsheet export, search text,
 * package schema and printed forms all follow from it. Pure data and pure functions: no I/O.
 */
import type { Area } from './area.ts';
import type { DeadlineRule } from './calendar/deadline-rule.ts';
import type { DeadlineUse } from './calendar/deadline-use.ts';
import type { Lit } from './calendar/lights.ts';
import type { Claim } from './claim.ts';
import type { Code } from './code.ts';
import { countedFields, type CountedApart } from './counted-apart.ts';
import type { Failure } from './failure.ts';
import type { KnownFrom } from './known-rows.ts';
import type { ListedRows } from './listed-rows.ts';
import { causeMistake, type NamedCause } from './named-cause.ts';
import type { Origin } from './origin.ts';
import type { OfficeRow } from './office-tables/office-table.ts';
import type { Proposal } from './proposal.ts';
import { sealingMistake } from './sealed.ts';
import { type Sends, sendingMistake } from './sent-part.ts';
import type { Spelled } from './spelled.ts';
import { stepMistake } from './step-mistake.ts';
import type { Travel } from './travel.ts';
import type { ValueCondition } from './value-condition.ts';

export type { DeadlineRule } from './calendar/deadline-rule.ts';
export type { DeadlineUse } from './calendar/deadline-use.ts';
export type { Code } from './code.ts';

/** A stored value. Dates are `YYYY-MM-DD`, instants epoch milliseconds, money integer 分, shares integer hundredths of a percent, several codes or records a string array. */
export type Value = string | number | boolean | null | readonly string[];
export type Values = Readonly<Record<string, Value>>;
/** One child row, e.g. one petitioner of a letter; `rowId` is a UUIDv7. */
export interface ChildRow {
  readonly rowId: string;
  readonly values: Values;
}
export type ChildRowsByKey = Readonly<Record<string, readonly ChildRow[]>>;

export type FieldType =
  | 'text'
  | 'longText'
  | 'date'
  | 'instant'
  | 'integer'
  | 'money'
  | 'percent'
  | 'boolean'
  | 'code'
  | 'codes'
  | 'region'
  | 'user'
  | 'record'
  | 'records'
  | 'phone'
  | 'idNumber';

/** How a field of a compartment is shown to a session that has not revealed it. */
export type MaskKind = 'name' | 'phone' | 'idNumber' | 'address' | 'full';

/** Closed groups of fields sealed with a key of their own before they reach the database. */
export const allCompartments = ['petitioner', 'lead'] as const;
export type Compartment = (typeof allCompartments)[number];

/** What a computed value may look at: the rest of the record, and the records it names or that are part of it. */
export interface ComputeContext extends Pick<
  GuardContext,
  'values' | 'children' | 'related' | 'parts' | 'asked'
> {
  /** The state of the record once the save or step is done; blank for a field of a child table. */
  readonly state: string;
  /** For a field of a child table: its row. */
  readonly row?: Values;
  /** The lengths an office sets, e.g. how long a sanction holds. */
  readonly rules: readonly DeadlineRule[];
}

export interface Field {
  readonly key: string;
  /** The Chinese label, exactly as forms print it. */
  readonly label: string;
  readonly type: FieldType;
  /** For `code` and `codes`: the code list's id. For `record` and `records`: the register's id. */
  readonly list?: string;
  /** For `record` and `records`: the states in which one can be chosen, the first of them named in the refusal. Held ones stay. */
  readonly chosenIn?: readonly [string, ...string[]];
  /** For `code`: the field beside it, or of the whole record, that holds the parent its codes must stand under. */
  readonly narrowedBy?: string;
  /** For `text`: names one of the record's attachments, among which it is chosen, and which is not taken out while it is named. */
  readonly namesAttachment?: true;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** Heading of the form section the field stands in. */
  readonly section: string;
  /** Grid columns (of 24) the field takes in the form; 8 when absent. */
  readonly span?: number;
  /** Shown in lists by default, with this width in px; absent = available but hidden. */
  readonly listWidth?: number;
  /** Stands in lists right after state and deadline, wherever the form has it. */
  readonly listedEarly?: true;
  /** How the list filters the field; absent = not filterable. */
  readonly filter?: 'text' | 'codes' | 'dateRange' | 'numberRange' | 'boolean';
  /** Part of the full-text search; in a compartment only short texts, found by whom holds the key. */
  readonly searchable?: boolean;
  /** Set by the application (numbers, workflow stamps), never typed by the clerk. */
  readonly derived?: boolean;
  /** A derived value that follows from the rest of the record (差额, 落地率); worked out at every save and step. */
  readonly computed?: (context: ComputeContext) => Value;
  /** The field is sealed with the others of the record's compartment; see `domain/sealed.ts` for what can be. */
  readonly compartment?: Compartment;
  /** What a session without the key sees; without a mask a sealed field of the record itself shows nothing at all. */
  readonly mask?: MaskKind;
  /** A whole number that names or compares and does not count (年度, 序号, 进度): lists do not add it up. */
  readonly notSummed?: boolean;
  /**
   * The running number that the office itself gives the record in its list: a sheet's 序号 goes here, and two that differ do
   * not make two records. A whole number of the record itself; one per register.
   */
  readonly ownSerial?: boolean;
  /** What papers print instead of what stands there, worked out from the whole record or row on the day of printing. */
  readonly printed?: (values: Values, today: string) => Value;
  /** Never copied by 复制新增. */
  readonly notCloned?: boolean;
  /** Lists say the owner's name for it where it is blank in another office's record (回复单位 of a reply that came in a package). */
  readonly blankIsOwner?: boolean;
  /**
   * The text is the name of a record of that register (被巡察党组织, 巡察轮次): the form offers the names it knows and the
   * page leads there. It stays text, because letters and old sheets name organisations that nobody has entered yet.
   */
  readonly names?: string;
  /** The text is the name of a row of that table of the office (回避方案), in force on the day: chosen from those there are. */
  readonly namesRowOf?: string;
  /** What the petitioner wrote or said: of it no more than a few words may reach the inspected organisation (reference 6.4). */
  readonly petitionersWords?: boolean;
  /**
   * Names an organisation the record is about or goes to: the leak check compares what goes to an inspected organisation with
   * the people of every letter and visit that names the same one (reference 6.4). `addressee`: it is only sent there, which
   * says nothing of what it is about. Not in a compartment.
   */
  readonly namesOrganisation?: true | 'addressee';
  /**
   * A name that stands here cannot be left out: who receives a letter, who answers for a measure, who is reported. Such a
   * person may be called like a petitioner, and who knows the petitioners may confirm that nobody is given away (reference 6.4).
   */
  readonly namesPerson?: true;
  /** Headings clerks use for this column in their spreadsheets. */
  readonly synonyms?: readonly string[];
  /** What a cell of a clerk's spreadsheet means, as the field's type takes it: 参加过4轮 is 4. */
  readonly spelled?: Spelled;
  /** In spreadsheets a blank cell of this column means what stands above it. */
  readonly carriesDown?: boolean;
  /** Where a sheet has no column for it, the import works it out from the rest of the record: required only in the form. */
  readonly foundByImport?: true;
  /** For a deadline: the text field beside it that keeps one given in words (立行立改, 2026年6月底). */
  readonly dueWords?: string;
  /** For a `record` of the same register: this one has gone into it (归并), and what is made of that one is made of both. */
  readonly mergesInto?: true;
  /**
   * For a field of a child table: what it was decided on, as fields of its row, and as fields and child tables (`table.field`)
   * of the record. A change there that leaves it as it was empties it: it has to be decided anew.
   */
  readonly decidedOn?: { readonly row: readonly string[]; readonly record: readonly string[] };
  /** What an old ledger claims of a thing that only steps establish (完成情况): an import keeps the words, and counts them. */
  readonly claim?: Claim;
  /** Filled in while the record is handled, though nothing forbids it before: a new form goes without it. */
  readonly later?: boolean;
  /**
   * For a field of a child table: known only after what the row says was signed (签收日期, 落实情况), so that a state that locks
   * the table leaves it open.
   */
  readonly afterwards?: true;
  /** Example cell for the download template. */
  readonly example?: string;
  readonly help?: string;
}

export interface ChildTable {
  readonly key: string;
  readonly label: string;
  /** When set, every field of the child table is sealed in that compartment. */
  readonly compartment?: Compartment;
  readonly fields: readonly Field[];
  readonly section: string;
  /** Key of the field that stands for the row in lists and on forms (usually the name). */
  readonly title: string;
  /** Rows as clerks write them in one cell of the title's column (朱某/配偶/县住建局), each as texts by field key. */
  readonly inOneCell?: (cell: string) => readonly Readonly<Record<string, string>>[];
  /** Filled in while the record is handled (会审意见), though nothing forbids it before: a new form leaves its section folded. */
  readonly later?: boolean;
  readonly knownFrom?: KnownFrom;
  /** Rows the form adds at once, as a table of the office lists them. */
  readonly listed?: ListedRows;
  /** As of a field. */
  readonly listedEarly?: true;
}

export type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'danger';

export interface StateInfo {
  readonly code: string;
  readonly label: string;
  readonly tone: Tone;
  /** No deadline runs and no field may be edited any more. */
  readonly final?: boolean;
  /** The work is done, and what follows from it may still be written down: counted as 已办结. */
  readonly settled?: boolean;
  /** Named on the first page, in these words, for as long as a record stands in it. */
  readonly alarm?: string;
  /** Fields and child tables that in this state only a step may change, so that nobody rewrites what another person has decided. */
  readonly locks?: readonly string[];
  /** Fields and child tables that stay empty before this state; what a step asks for does so without being named here. */
  readonly opens?: readonly string[];
  /** The field that says, where an old ledger has filled it in, that its record had come this far. */
  readonly reachedBy?: string;
}

/** Values the application fills in when a step is taken: the actor, today, a fixed value, or, where nothing stands yet, another field's, or today where that is blank too. */
export type Stamps = Readonly<Record<string, Stamp>>;
type Stamp =
  'actor' | 'today' | { readonly value: Value } | { readonly from: string; readonly orToday?: true };

/** Another record, as a rule sees it; fields of a compartment the session does not hold are masked. */
export interface RelatedRecord {
  readonly id: string;
  /** Whose record it is. */
  readonly office: string;
  /** Whether that is the office at whose PC the rule is asked. */
  readonly isOurs: boolean;
  readonly no: string;
  readonly state: string;
  readonly values: Values;
  readonly children: ChildRowsByKey;
}

/** An office of the network that was sent a record. */
export type AskedOffice = Readonly<Record<'id' | 'name', string>>;

/** What a guard may look at. */
export interface GuardContext {
  readonly values: Values;
  readonly children: ChildRowsByKey;
  readonly actor: string;
  readonly today: string;
  /** The records a `record` or `records` field names, without void ones. */
  readonly related: (field: string) => readonly RelatedRecord[];
  /** The records of a register that are part of this one ({@link Register.partOf}), without void ones. */
  readonly parts: (register: string) => readonly RelatedRecord[];
  /** The records of another register that name this one in that field, without void ones. */
  readonly referring: (register: string, field: string) => readonly RelatedRecord[];
  /** The offices that were sent the record and keep a copy; neither who was handed it nor a group's workstation. */
  readonly asked: () => readonly AskedOffice[];
  /** The warning light that is on today for another record. */
  readonly light: (register: Register, record: RelatedRecord) => Lit | undefined;
  /** The codes of a list that stand under that parent and may be chosen today, as the office's own table has them. */
  readonly codesUnder: (list: string, parent: string) => readonly Code[];
  /** The rows of a table of the office that are in force today, in their order. */
  readonly officeRows: (table: string) => readonly OfficeRow[];
  /** Whether one of the step's {@link Transition.papers} has been printed, or saved as a PDF, of this record. */
  readonly printed: (form: string) => boolean;
  /** What stood in the fields of {@link Transition.papersSay} when it was last printed; undefined where that is not known. */
  readonly saidOn: (form: string) => Values | undefined;
}

export interface Transition {
  readonly key: string;
  /** The button's text. */
  readonly label: string;
  readonly from: readonly string[];
  /** Absent: it stays in the state in which it is taken, one of several (延期). */
  readonly to?: string;
  /** Permission needed, e.g. `petition.approve`. */
  readonly permission: string;
  /** Fields the dialog asks for; those marked `required` in `requires` must be filled. */
  readonly asks: readonly string[];
  readonly requires: readonly string[];
  /**
   * What the dialog begins with instead of what stands in the record: blank where something new is told (another relapse),
   * known where another record, or a table of the office, says it. Only fields of `asks`.
   */
  readonly starts?: (
    context: Pick<GuardContext, 'values' | 'children' | 'referring' | 'officeRows'>,
  ) => Values;
  /** Those of `asks` that may be written down before the step: what was planned, what the record is about. */
  readonly early?: readonly string[];
  /**
   * What is asked before the step is taken, by the key that confirms it: not refused, but a reason is given, which stands in the
   * history. {@link RecordCheck}s of severity `warning` are asked when a form is saved, not here.
   */
  readonly questions?: Readonly<Record<string, (context: GuardContext) => Failure | undefined>>;
  /** Forms whose printing the guard asks after. */
  readonly papers?: readonly string[];
  /** Fields, not sealed ones, that these papers state: what stood there is noted with the printing. */
  readonly papersSay?: readonly string[];
  /** Four-eyes: the actor must differ from the user named in each of these fields. */
  readonly differsFrom?: readonly string[];
  readonly stamps?: Stamps;
  readonly reasonRequired?: boolean;
  /** The yes/no field that says whether the step makes sense for a record at all; where it does not, no button is shown. */
  readonly offeredWhen?: { readonly field: string; readonly is: boolean };
  /** Shown only once something stands in this field; nothing waits for it on the first page. */
  readonly offeredOnce?: string;
  /** No longer shown once something stands in this field: what was asked for has been granted. */
  readonly offeredUntil?: string;
  /** Shown for these records only; for a step {@link onOccasion}. */
  readonly offeredFor?: ValueCondition;
  /** Taken when something out of the ordinary happens (反弹, 核销): nothing waits for it on the first page. */
  readonly onOccasion?: boolean;
  /**
   * For which records the work goes on with it, a step that asks for a reason included; elsewhere it is not named as the next
   * step, and not waited for on the first page. All steps of one state ask after the same field.
   */
  readonly goesOnWith?: ValueCondition;
  /**
   * May be taken by whom cannot open the record's compartment. Neither its guard nor anything the register derives may
   * then look at sealed fields or child tables.
   */
  readonly withoutContent?: boolean;
  /**
   * Undoes what the office that handed the record over had done before: an office that was handed it does not take this
   * step, but hands the record back.
   */
  readonly beforeHandOver?: true;
  /** Of a register with {@link Register.outsideReaders}: what is signed here, parts included, names no petitioner (decision 018). */
  readonly signsOut?: true;
  /** A refusal, or undefined when the step is allowed. */
  readonly guard?: (context: GuardContext) => Failure | undefined;
  /** Article or reference section the step comes from. */
  readonly basis: string;
}

export interface Workflow {
  readonly initial: string;
  /** Who may open a record, and what is stamped on it then; stamps fill only fields that are still empty. */
  readonly create?: { readonly permission: string; readonly stamps: Stamps };
  readonly states: readonly StateInfo[];
  /** Fields and child tables that people outside this program have signed: no 更正, they are signed anew after a step back. */
  readonly signedAnew?: readonly string[];
  readonly transitions: readonly Transition[];
}

/** A rule over a whole record, shown beside its fields: an error blocks saving, a warning is confirmed by the clerk. */
export interface RecordCheck {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly check: (context: Pick<GuardContext, 'values' | 'children' | 'today'>) => Failure | undefined;
  /** The reason given for a warning stands in the audit log alone: not every reader of the history may know of it. */
  readonly reasonInLog?: true;
  /**
   * An error that earlier programs let in: where it stood before a change it may stay, or the record could take no step towards
   * putting it right. Only what brings it about is refused.
   */
  readonly mayStand?: true;
}

/**
 * Records of which nothing but the envelope may be written down (径送件). While `applies` holds, no field outside
 * `fields` and no child row may be stored, shown, imported or exported, whatever the state.
 */
export interface EnvelopeRule {
  readonly applies: (values: Values) => boolean;
  readonly fields: readonly string[];
  readonly basis: string;
}

/** Compared with the people of the letters about an organisation, or with everybody. */
export type OutsideReaders = 'target' | 'public';

export interface Register {
  readonly id: string;
  readonly label: string;
  /** Whose permissions govern it: `<area>.read`, `<area>.register`, `<area>.approve`, `<area>.void` … */
  readonly area: Area;
  /** The group of the navigation it stands under; a register that is part of another has no entry of its own when absent. */
  readonly group?: string;
  /** It only exists as part of one record of another register (整改措施 of a 整改事项), which the required `record` field names. */
  readonly partOf?: {
    readonly register: string;
    readonly field: string;
    /** Offices that do not own the whole add these to it: replies. */
    readonly byOthers?: true;
    /** States of the whole in which parts come, change and go; in all that are not final when absent. */
    readonly openIn?: readonly string[];
    /** The field that counts the parts of one whole; an import goes on counting where the sheet does not. */
    readonly ordinal?: string;
  };
  /**
   * Fields in which two records are alike only when they are one and the same, within one whole where the register is part
   * of another: an import looks for its rows by them. What stands first is filled in every record; where there is no whole,
   * it is in an index, so never a long text. Absent where a module beside the engine compares in its own way.
   */
  readonly repeats?: readonly string[];
  /**
   * Its records tell of events, and several of one day may be alike in all that a sheet says of them (three talks, four calls):
   * `repeats` only says which to ask about, and an import takes no row for another record unless the clerk says so.
   */
  readonly eventLog?: true;
  /**
   * Nobody registers, changes or imports its records: the program writes down what happens (which packages came and went), and
   * has no steps to offer. It can be looked at, printed, taken out, and voided by two people.
   */
  readonly byProgram?: true;
  /** Absent: records stay in the office. */
  readonly travels?: readonly Travel[];
  readonly sends?: Sends;
  /** What a group's workstation gets instead of `sends`. */
  readonly sendsToGroup?: Sends;
  /** What offices get that its `travels` tell less than the record (`reducedElsewhere`); of child tables all or nothing. */
  readonly sendsReduced?: Sends;
  readonly origins?: readonly Origin[];
  /** The counter word, e.g. 件. */
  readonly unit: string;
  /** Numbering mask; see `domain/numbering.ts`. */
  readonly numbering: string;
  /** Masks of earlier programs: numbers made by them stay, and are known for ours in a sheet. */
  readonly numberedBefore?: readonly string[];
  readonly fields: readonly Field[];
  readonly children: readonly ChildTable[];
  /** The first sections of form and page, where the order of the fields does not say it; see `sectionsOf`. */
  readonly sections?: readonly string[];
  readonly workflow: Workflow;
  readonly deadlines: readonly DeadlineUse[];
  readonly checks?: readonly RecordCheck[];
  readonly proposals?: readonly Proposal[];
  /** What records found by name give cause for: a question, and a hint in the form. */
  readonly causes?: readonly NamedCause[];
  readonly envelope?: EnvelopeRule;
  /**
   * Who reads it outside: the inspected organisation, which works from its lists, or anybody, when it is published. What is
   * typed, imported, signed and taken out as a spreadsheet passes the leak check (decision 018).
   */
  readonly outsideReaders?: OutsideReaders;
  /** Field that stands for a record where its number alone says too little; see {@link titleField}. */
  readonly title?: string;
  /** Field holding the date a record belongs to in lists and reports. */
  readonly dateField: string;
  /** Ids of the printed forms that take records of this register. */
  readonly forms: readonly string[];
  /** Forms that are made for some of its records only, and for which. */
  readonly formsWhen?: Readonly<Record<string, ValueCondition>>;
  /** Records that are never added up together (批、人次、次、件): how each kind is counted. */
  readonly countedApart?: CountedApart;
}

/** Returns the description unchanged after checking that it is consistent; throws on a mistake in the description. */
export function defineRegister<const R extends Register>(register: R): R {
  const keys = new Set<string>();
  for (const field of register.fields) {
    if (keys.has(field.key)) throw new Error(`${register.id}: field ${field.key} is described twice`);
    if (field.computed && !field.derived)
      throw new Error(`${register.id}: ${field.key} is computed, so it is derived`);
    keys.add(field.key);
  }
  const states = new Set(register.workflow.states.map((state) => state.code));
  if (!states.has(register.workflow.initial)) throw new Error(`${register.id}: unknown initial state`);
  const codes = register.travels?.flatMap((travel) => travel.states ?? []) ?? [];
  for (const code of codes.filter((each) => !states.has(each)))
    throw new Error(`${register.id} travels in the unknown state ${code}`);
  const others = [
    ...(register.partOf ? [register.partOf.field, ...[register.partOf.ordinal ?? []].flat()] : []),
    ...[register.dateField, register.title ?? [], ...(register.repeats ?? [])].flat(),
    ...(register.origins ?? []).map(({ field }) => field),
    ...Object.keys(register.workflow.create?.stamps ?? {}),
    ...register.deadlines.flatMap((use) => [use.dueField ?? [], use.answeredIn ?? []].flat()),
    ...(register.envelope?.fields ?? []),
    ...Object.values(register.formsWhen ?? {}).map(({ field }) => field),
    ...countedFields(register.countedApart),
    ...(register.travels ?? []).flatMap(({ only }) => only?.field ?? []),
  ];
  const tables = new Set(register.children.map(({ key }) => key));
  for (const key of tables)
    if (keys.has(key)) throw new Error(`${register.id}: ${key} is a field and a child table`);
  const kept = register.workflow.states
    .flatMap(({ locks = [], opens = [], reachedBy = [] }) => [...locks, ...opens, ...[reachedBy].flat()])
    .concat(register.workflow.signedAnew ?? []);
  for (const key of kept)
    if (!keys.has(key) && !tables.has(key)) throw new Error(`${register.id}: unknown field ${key}`);
  for (const key of others) if (!keys.has(key)) throw new Error(`${register.id}: unknown field ${key}`);
  const sections = new Set([...register.fields, ...register.children].map(({ section }) => section));
  for (const section of register.sections ?? [])
    if (!sections.has(section)) throw new Error(`${register.id}: unknown section ${section}`);
  for (const { key, section } of register.proposals ?? [])
    if (!sections.has(section)) throw new Error(`${register.id}: proposal ${key} stands in no section`);
  const mistake =
    stepMistake(register) ?? sealingMistake(register) ?? sendingMistake(register) ?? causeMistake(register);
  if (mistake !== undefined) throw new Error(`${register.id}: ${mistake}`);
  return register;
}
