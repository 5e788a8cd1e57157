/**
 * Lives through a year of an office: each letter is received, registered, proposed, approved, sent
 * and closed by the right people on plausible days, through the same engine and with the same rules as in real use.
 */
import { Readable } from 'node:stream';
import type { Role } from '../../../domain/access/permissions.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import { chineseDate } from '../../deps.ts';
import { storeFile } from '../../registers/attachment-seal.ts';
import type { Writer } from '../../vault/api.ts';
import type { JobControl } from '../jobs.ts';
import type { OpenOffice } from '../office.ts';
import {
  act,
  type Event,
  hourOf,
  liveThrough,
  mutable,
  peopleByRole,
  type SimulatedClock,
} from './simulation.ts';
import { blankSheet } from './blank-sheet.ts';
import { scheduleStories } from './stories.ts';
import { createDice, type SyntheticLetter } from './synthetic.ts';

const day = 86_400_000;

interface Step {
  /** Null for filling in fields of the form. */
  readonly transition: string | null;
  readonly role: Role;
  readonly days: number;
  readonly values: (today: string) => Record<string, string | number | boolean | null | string[]>;
  readonly reason: string | null;
}

const receivers = [
  '县纪委监委',
  '县民政局党组',
  '县农业农村局党组',
  '城关镇党委',
  '县教育局党委',
  '县交通运输局党组',
];

interface Course {
  readonly letter: SyntheticLetter;
  readonly dice: () => number;
  readonly serial: number;
  readonly handling: string;
  readonly receiver: string;
}

const registrar: Role = 'REGISTRAR';
const director: Role = 'OFFICE_DIRECTOR';

function stepsFor(letter: SyntheticLetter, dice: () => number, serial: number): readonly Step[] {
  const handling = drawHandling(dice());
  const receiver = receivers[Math.floor(dice() * receivers.length)] ?? '县纪委监委';
  const course: Course = { letter, dice, serial, handling, receiver };
  const start = [...decision(course), ...information(course)];
  const end = ending(course);
  if (handling === 'SELF') return [...start, ...end];
  if (handling === 'RETAIN') {
    return [...start, decided('retain', '内容笼统，无法核查。', {}), ...end];
  }
  if (handling === 'NOT_ACCEPT') {
    return [...start, decided('notAccept', '不属管辖。', { notAcceptReason: 'NO_JURISDICTION' }), ...end];
  }
  return [...start, ...transfer(course), ...(handling === 'ASSIGN' ? [reply(course)] : []), ...end];
}

function drawHandling(roll: number): string {
  if (roll < 0.42) return 'FORWARD';
  if (roll < 0.68) return 'ASSIGN';
  if (roll < 0.8) return 'SELF';
  return roll < 0.92 ? 'RETAIN' : 'NOT_ACCEPT';
}

const within = (dice: () => number, from: number, span: number): number => from + Math.floor(dice() * span);

function decision({ letter, dice, handling, receiver }: Course): readonly Step[] {
  const proposals: Record<string, string> = {
    RETAIN: '内容笼统，建议留存备查。',
    NOT_ACCEPT: '不属受理范围，建议不予受理。',
  };
  return [
    {
      transition: 'propose',
      role: registrar,
      days: within(dice, 0, 3),
      values: () => ({
        category: String(letter.values['category']),
        checkability: String(letter.values['checkability']),
        handling,
        proposal: proposals[handling] ?? `建议由${receiver}办理。`,
      }),
      reason: null,
    },
    {
      transition: 'approve',
      role: director,
      days: within(dice, 0, 4),
      values: () => ({ approval: dice() < 0.6 ? '同意拟办意见。' : `请${receiver}阅处。`, handling }),
      reason: null,
    },
  ];
}

/** Nearly every petitioner who gave a name is told that the letter was accepted. */
function information({ letter, dice }: Course): readonly Step[] {
  if (letter.values['isRealName'] !== true || letter.repeats !== null || dice() >= 0.95) return [];
  const values = (today: string): Record<string, string> => ({ informAt: today, informWay: 'PHONE' });
  return [{ transition: null, role: registrar, days: within(dice, 1, 6), values, reason: null }];
}

function decided(transition: string, reason: string, values: Record<string, string>): Step {
  return { transition, role: director, days: 1, values: () => values, reason };
}

function transfer({ dice, serial, receiver }: Course): readonly Step[] {
  return [
    {
      transition: 'send',
      role: registrar,
      days: within(dice, 0, 3),
      values: (today) => ({
        toOrg: receiver,
        toDocNo: `巡信转〔${today.slice(0, 4)}〕${serial}号`,
        sentAt: today,
      }),
      reason: null,
    },
    {
      transition: 'sign',
      role: registrar,
      days: within(dice, 1, 5),
      values: (today) => ({ receiptAt: today }),
      reason: null,
    },
  ];
}

function reply({ dice }: Course): Step {
  return {
    transition: 'reply',
    role: registrar,
    days: within(dice, 12, 35),
    values: (today) => ({
      replyAt: today,
      replyResult: dice() < 0.5 ? 'PARTLY_TRUE' : dice() < 0.5 ? 'TRUE' : 'UNTRUE',
    }),
    reason: null,
  };
}

function ending({ letter, dice, serial, handling }: Course): readonly Step[] {
  const feedback = (today: string): Record<string, string> =>
    letter.values['isRealName'] === true ? { feedbackAt: today, feedbackWay: 'PHONE' } : {};
  return [
    {
      transition: handling === 'SELF' ? 'closeOwn' : 'close',
      role: registrar,
      days: within(dice, 8, 30),
      values: (today) => ({
        concludedAt: today,
        ...(handling === 'SELF' ? { replyText: '已核实并答复。' } : {}),
        ...feedback(today),
      }),
      reason: null,
    },
    {
      transition: 'archive',
      role: registrar,
      days: within(dice, 5, 20),
      values: () => ({ archiveBoxNo: `信访-${String(Math.ceil(serial / 30)).padStart(3, '0')}` }),
      reason: null,
    },
  ];
}

/** Fills the office with `letters` up to the instant `until`. Throws on the first refusal: the plan must fit the rules. */
export async function liveThroughYear(
  office: OpenOffice,
  clock: SimulatedClock,
  letters: readonly SyntheticLetter[],
  seed: number,
  until: number,
  job: JobControl,
): Promise<void> {
  const dice = createDice(seed + 1);
  const people = peopleByRole(office);
  const saved = new Map<number, Output<'records.save'>>();
  const queue: Event[] = [];
  const schedule = (event: Event): void => {
    if (event.at <= until) queue.push(event);
  };
  for (const [index, letter] of letters.entries()) {
    schedule({ at: hourOf(letter.receivedAt, dice), run: (tx) => register(tx, index, letter) });
  }
  const register = (tx: Writer, index: number, letter: SyntheticLetter): void => {
    const registrar = people('REGISTRAR');
    const sealedMail = ['LETTER', 'BOX'].includes(String(letter.values['channel']));
    const opened = sealedMail
      ? { openedBy: registrar.userId, openedBy2: people('OFFICE_DIRECTOR').userId }
      : {};
    const first = letter.repeats === null ? undefined : saved.get(letter.repeats);
    const record = act(tx, office, registrar, 'records.save', {
      register: 'petition',
      id: null,
      rev: null,
      values: mutable({ ...letter.values, ...opened }),
      children: Object.fromEntries(
        Object.entries(letter.children).map(([key, rows]) => [
          key,
          rows.map((row) => ({ rowId: row.rowId, values: mutable(row.values) })),
        ]),
      ),
      draft: null,
      confirmed: {},
      duplicate: first
        ? { decision: 'repeat', of: first.id, basis: '同一被反映人，反映同一事实。' }
        : { decision: 'none', of: null, basis: '' },
      sealedDirect: false,
    });
    saved.set(index, record);
    next(record.id, record.rev, stepsFor(letter, dice, index + 1), 0);
  };
  /** Returns the record's new revision. */
  const takeStep = (tx: Writer, id: string, rev: number, step: Step): number => {
    const actor = people(step.role);
    const values = step.values(chineseDate(clock.at));
    if (step.transition !== null) {
      const { transition, reason } = step;
      const input = { register: 'petition', id, rev, transition, values, reason } as const;
      return act(tx, office, actor, 'records.transition', input).rev;
    }
    const unchanged = { children: {}, draft: null, confirmed: {}, duplicate: null, sealedDirect: false };
    return act(tx, office, actor, 'records.save', { register: 'petition', id, rev, values, ...unchanged })
      .rev;
  };
  const next = (id: string, rev: number, steps: readonly Step[], position: number): void => {
    const step = steps[position];
    // Some steps are left undone, so that the year ends with something to do; hardly any of the older ones.
    const leftUndone = clock.at > until - 45 * day ? 0.12 : 0.006;
    if (!step || dice() < leftUndone) return;
    const at = hourOf(chineseDate(clock.at + step.days * day), dice);
    schedule({
      at: Math.max(at, clock.at + 600_000),
      run: (tx) => {
        const rest = takeStep(tx, id, rev, step);
        next(id, rest, steps, position + 1);
      },
    });
  };
  const sheet = await storeFile(office, registerOf('rectPlan'), Readable.from([blankSheet()]));
  scheduleStories(office, clock, seed, until, schedule, sheet);
  await liveThrough(office, clock, queue, job, () =>
    job.progress(saved.size, letters.length, `${office.info.name}：正在生成练习数据`),
  );
}
