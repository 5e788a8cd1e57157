/**
 * What besides letters happens in a practice office over the year, told as stories that run side by side: a story does
 * something, waits some days, and goes on. Everything is invented, and everything goes through the rules.
 */
import {
  permissionOn,
  permissionsByRole,
  type Permission,
  type Role,
} from '../../../domain/access/permissions.ts';
import type { Values } from '../../../domain/register.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { chineseDate, createId } from '../../deps.ts';
import type { StoredFile } from '../../registers/attachment-seal.ts';
import { insertAttachment } from '../../registers/attachment-table.ts';
import { notePapers } from '../../registers/papers.ts';
import type { Writer } from '../../vault/api.ts';
import type { OpenOffice } from '../office.ts';
import { act, type Event, hourOf, mutable, peopleByRole, type SimulatedClock } from './simulation.ts';
import { institutionStory, meetingStory, smallRegistersStory } from './stories/office.ts';
import { inspectionStory } from './stories/inspection.ts';
import { leadStories } from './stories/leads.ts';
import { coordinationStory } from './stories/coordination.ts';
import { planningStory } from './stories/planning.ts';
import { linkageStory } from './stories/linkage.ts';
import { receptionStory } from './stories/receptions.ts';
import { finishedRectificationStory } from './stories/finished-rectification.ts';
import { rectificationStory } from './stories/rectification.ts';
import { createDice, otherName } from './synthetic.ts';

/** A record of the story. */
export interface Told {
  readonly register: RegisterId;
  readonly id: string;
}

type Rows = Readonly<Record<string, readonly Values[]>>;

export interface Teller {
  /** 县 or 市, as names of bureaus begin. */
  readonly place: string;
  readonly dice: () => number;
  /** A made-up name, of somebody the story has not met. */
  readonly person: () => string;
  readonly today: () => string;
  /** The date so many days from today; negative for earlier ones. */
  readonly after: (days: number) => string;
  /** The date so many days from the end of the year; negative for earlier ones. */
  readonly fromEnd: (days: number) => string;
  readonly save: (register: RegisterId, values: Values, children?: Rows) => Told;
  readonly change: (told: Told, values: Values, children?: Rows) => void;
  /** `answers`: what is said to the questions that the step asks, by their keys. */
  readonly step: (
    told: Told,
    transition: string,
    values?: Values,
    reason?: string,
    answers?: Readonly<Record<string, string>>,
  ) => void;
  /** Adds a scan of that name to the record. */
  readonly scan: (told: Told, name: string) => void;
  /** A form of the record has been printed. */
  readonly print: (told: Told, form: string) => void;
}

/** Does something, yields how many days pass, and goes on. */
export type Telling = Generator<number, void, void>;
export type Story = (teller: Teller) => Telling;

const day = 86_400_000;

/** Puts every story into the queue; what would happen after `until` is left undone. */
export function scheduleStories(
  office: OpenOffice,
  clock: SimulatedClock,
  seed: number,
  until: number,
  schedule: (event: Event) => void,
  sheet: StoredFile,
): void {
  const dice = createDice(seed + 2);
  const begin = clock.at;
  const stories: readonly (readonly [story: Story, day: number])[] = [
    [receptionStory, 12],
    [planningStory, 3],
    [coordinationStory, 296],
    [linkageStory, 300],
    [inspectionStory, 90],
    [finishedRectificationStory, 20],
    [rectificationStory, 215],
    [meetingStory, 40],
    [institutionStory, 150],
    [smallRegistersStory, 60],
    ...leadStories,
  ];
  for (const [story, from] of stories) tell(story, begin + from * day);

  function tell(story: Story, at: number): void {
    let writer: Writer | undefined;
    const telling = story(
      createTeller(office, clock, dice, until, sheet, () => {
        if (!writer) throw new Error('a story is told in its own time');
        return writer;
      }),
    );
    const goOn = (when: number): void =>
      schedule({
        at: when,
        run: (tx) => {
          writer = tx;
          const { done, value } = telling.next();
          writer = undefined;
          if (done !== true)
            goOn(Math.max(hourOf(chineseDate(clock.at + value * day), dice), clock.at + 600_000));
        },
      });
    goOn(hourOf(chineseDate(at), dice));
  }
}

function createTeller(
  office: OpenOffice,
  clock: SimulatedClock,
  dice: () => number,
  until: number,
  sheet: StoredFile,
  writer: () => Writer,
): Teller {
  const people = peopleByRole(office);
  const met = new Set<string>();
  const person = (): string => {
    const name = otherName(dice);
    if (met.has(name)) return person();
    met.add(name);
    return name;
  };
  const actorFor = (permission: string) => people(roleWith(permission));
  const rowsOf = (children: Rows) =>
    Object.fromEntries(
      Object.entries(children).map(([key, rows]) => [
        key,
        rows.map((values) => ({ rowId: createId(office), values: mutable(values) })),
      ]),
    );
  const write = (register: RegisterId, id: string | null, values: Values, children: Rows): string => {
    const tx = writer();
    return act(tx, office, actorFor(permissionOn(registerOf(register), 'register') ?? ''), 'records.save', {
      register,
      id,
      rev: id === null ? null : revOf(tx, register, id),
      values: mutable(values),
      children: rowsOf(children),
      draft: null,
      confirmed: {},
      duplicate: register === 'petition' ? { decision: 'none', of: null, basis: '' } : null,
      sealedDirect: false,
    }).id;
  };
  return {
    place: office.info.level === 'CITY' ? '市' : '县',
    dice,
    person,
    today: () => chineseDate(clock.at),
    after: (days) => chineseDate(clock.at + days * day),
    fromEnd: (days) => chineseDate(until + days * day),
    save: (register, values, children = {}) => ({ register, id: write(register, null, values, children) }),
    change: ({ register, id }, values, children = {}) => void write(register, id, values, children),
    step: ({ register, id }, transition, values = {}, reason, answers = {}) => {
      const tx = writer();
      const step = registerOf(register).workflow.transitions.find(({ key }) => key === transition);
      if (!step) throw new Error(`${register} has no step ${transition}`);
      act(tx, office, actorFor(step.permission), 'records.transition', {
        register,
        id,
        rev: revOf(tx, register, id),
        transition,
        values: mutable(values),
        reason: reason ?? null,
        confirmed: answers,
      });
    },
    scan: ({ register, id }, name) => {
      const by = actorFor(permissionOn(registerOf(register), 'register') ?? '');
      insertAttachment(writer(), {
        ...{ id: createId(office), register, record: id, name, mediaType: 'application/pdf', pages: null },
        ...{ blob: sheet.blob, size: sheet.size, sha256: sheet.sha256 },
        ...{ addedBy: by.userId, addedAt: clock.at, removedReason: null, goesAlong: 0, sealed: null },
      });
    },
    print: ({ register, id }, form) => notePapers(writer(), registerOf(register), form, [id], clock.at),
  };
}

/** Keepers before the director: who may do both keeps the register. */
const working: readonly Role[] = ['REGISTRAR', 'CLUE_MANAGER', 'RECT_OFFICER', 'PLANNER', 'OFFICE_DIRECTOR'];

function roleWith(permission: string): Role {
  const keeps = ['problem.register'].includes(permission) ? 'RECT_OFFICER' : undefined;
  const role = keeps ?? working.find((each) => permissionsByRole[each].includes(permission as Permission));
  if (!role) throw new Error(`nobody may ${permission}`);
  return role;
}

function revOf(tx: Writer, register: RegisterId, id: string): number {
  const row = tx.get<{ rev: number }>(`SELECT rev FROM "${register}" WHERE id = ?`, [id]);
  if (!row) throw new Error(`no ${register} ${id}`);
  return row.rev;
}
