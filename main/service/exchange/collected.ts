/** The records and scans of a package, by what their registers say of themselves (`Register.travels`). */
import { directionBetween, type RecordKind } from '../../../domain/package-kinds.ts';
import { formatMark, highestMark, type Mark, markOf } from '../../../domain/secrecy.ts';
import { heldAttachments } from '../../exchange/ledger/attachments.ts';
import { type PackageContent, requireCertificate, type SendingBasis } from '../../exchange/prepare.ts';
import {
  attachmentRegister,
  type AttachmentToSend,
  mostAttachedBytes,
  mostAttachments,
} from '../../registers/packaged-attachments.ts';
import type { Named } from '../../registers/named.ts';
import type { Portion } from '../../registers/portion.ts';
import { trailRegister } from '../../registers/packaged-trail.ts';
import type { SentRecord } from '../../registers/sent.ts';
import type { Journey, Since } from '../../registers/travelling.ts';
import type { Desk } from '../desk.ts';
import { officeMark } from '../marks.ts';
import { disclosureRegister, disclosuresToSend } from './disclosures.ts';

export interface Collected {
  readonly content: PackageContent;
  /** No record goes and no scan; documents are never empty. */
  readonly isEmpty: boolean;
  /** Ids of lines that go once, to be remembered until the recipient acknowledges them: scans, entries of the log. */
  readonly besides: readonly string[];
  /** Records inside that may have to be withdrawn one day; read only after the content has been fixed. */
  readonly sent: () => readonly SentRecord[];
  /** Read only after the content has been fixed: records are counted and marked as they pass. */
  readonly mark: () => string;
  /** Records that would name a petitioner in clear; looked for when asked. */
  readonly named: () => Promise<readonly Named[]>;
}

/** What of all that is to go a package holds. */
export interface Due {
  readonly since: Since;
  readonly portion: Portion;
}

interface Request {
  readonly kind: RecordKind;
  readonly peer: string;
  readonly withAttachments: boolean;
}

/** What a kind carries to an office. Refuses `PeerUnknown`. */
export function journeysTo(desk: Desk, kind: RecordKind, peer: string): readonly Journey[] {
  const { engine, info, vault } = desk.office();
  const { level } = requireCertificate(vault, peer).office;
  return engine.journeys(kind, directionBetween(info.level, level), peer);
}

/** The scans of all these registers that fit one package together, and how many are left for later ones. */
export function attachmentsTo(
  desk: Desk,
  journeys: readonly Journey[],
  until: number,
  held: ReadonlySet<string>,
): {
  readonly byJourney: ReadonlyMap<Journey, readonly AttachmentToSend[]>;
  readonly attachments: readonly AttachmentToSend[];
  readonly left: number;
} {
  const { engine } = desk.office();
  const byJourney = new Map<Journey, readonly AttachmentToSend[]>();
  const room = { files: mostAttachments, bytes: mostAttachedBytes };
  let left = 0;
  for (const journey of journeys) {
    const found = engine.attachmentsToSend(journey, until, held);
    const taken = found.attachments.filter(({ line }) => {
      const fits = room.files > 0 && (room.bytes >= line.size || room.files === mostAttachments);
      if (!fits) return false;
      room.files -= 1;
      room.bytes -= line.size;
      return true;
    });
    left += found.left + found.attachments.length - taken.length;
    byJourney.set(journey, taken);
  }
  return { byJourney, attachments: [...byJourney.values()].flat(), left };
}

/** Collects what has changed since the recipient's last receipt, up to `until`. Refuses `CompartmentClosed`. */
export function collectRecords(
  desk: Desk,
  request: Request,
  basis: SendingBasis,
  { since, portion: { until } }: Due,
): Collected {
  const { engine, vault } = desk.office();
  const journeys = journeysTo(desk, request.kind, request.peer);
  const marks = collectMarks(officeMark(vault));
  const sent: SentRecord[] = [];
  /** Of what is in the package, as it passes. */
  const idsByJourney = new Map(journeys.map((journey) => [journey, [] as string[]]));
  async function* records(journey: Journey): AsyncGenerator {
    const register = journey.register.id;
    const mayBeWithdrawn = engine.mayBeWithdrawn(journey);
    // What is handed in is its recipient's with all there is to it.
    const identities = journey.travel.direction === 'fromGroup' ? 'clear' : 'none';
    for await (const record of engine.changedSince(journey, since, until, { identities })) {
      const { id, withdrawn, handsTo } = record;
      idsByJourney.get(journey)?.push(id);
      // Why a record was voided says as much as what it held.
      marks.add(markOf(withdrawn ? engine.valuesOf(register, id) : record.values));
      if (mayBeWithdrawn && !withdrawn) sent.push({ register, id, handsOver: handsTo !== undefined });
      yield record;
    }
  }
  const held = heldAttachments(vault, basis.epoch, request.peer);
  const { byJourney, attachments } = attachmentsTo(
    desk,
    request.withAttachments ? journeys : [],
    until,
    held,
  );
  const lines = attachments.map(({ line }) => line);
  const disclosures = request.kind === 'handIn' ? disclosuresToSend(vault, desk.office().info.id, held) : [];
  const recordsWithScans = new Map(lines.map((line) => [line.record, line.register]));
  for (const [record, register] of recordsWithScans) marks.add(markOf(engine.valuesOf(register, record)));
  return {
    content: {
      registers: [
        ...journeys.map((journey) => ({ register: journey.register.id, records: records(journey) })),
        ...(journeys.some(({ travel }) => travel.direction === 'fromGroup')
          ? [{ register: trailRegister, records: trailOf(desk, idsByJourney) }]
          : []),
        // Empty files do not travel: without scans there is no trace of them.
        ...besideFile(disclosureRegister, disclosures),
        ...besideFile(attachmentRegister, lines),
      ],
      attachments: attachments.map(({ line: { sha256, size }, blob }) => ({ sha256, size, blob })),
      documents: [],
    },
    isEmpty:
      lines.length + disclosures.length === 0 &&
      journeys.every((journey) => engine.countChangedSince(journey, since) === 0),
    besides: [...lines, ...disclosures].map(({ id }) => id),
    sent: () => sent,
    mark: marks.highest,
    named: async () => {
      const found: Named[] = [];
      for (const journey of journeys.filter(({ travel }) => travel.direction !== 'fromGroup'))
        found.push(...(await engine.findNamed(journey, since, until, byJourney.get(journey) ?? [])));
      return found;
    },
  };
}

/** What has been done to the records that have passed before; read after them. */
async function* trailOf(desk: Desk, idsByJourney: ReadonlyMap<Journey, readonly string[]>): AsyncGenerator {
  for (const [journey, ids] of idsByJourney) yield* desk.office().engine.stepsOf(journey, ids);
}

function besideFile(register: string, lines: readonly unknown[]): PackageContent['registers'] {
  return lines.length === 0 ? [] : [{ register, records: oneByOne(lines) }];
}

function collectMarks(own: Mark): { readonly add: (mark: Mark) => void; readonly highest: () => string } {
  const seenByText = new Map([[formatMark(own), own]]);
  return {
    add: (mark) => seenByText.set(formatMark(mark), mark),
    highest: () => formatMark(highestMark([...seenByText.values()])),
  };
}

async function* oneByOne<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}
