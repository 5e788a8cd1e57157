/**
 * Lines of a package that are no records: scans, and with what a workstation hands in (decision 022) the trail of its records
 * and what its log tells of disclosures. Each is judged and stored in its own way.
 */
import type { Direction, PackageKind } from '../../../domain/package-kinds.ts';
import type { Review } from '../../exchange/review.ts';
import { attachmentRegister } from '../../registers/packaged-attachments.ts';
import { trailRegister } from '../../registers/packaged-trail.ts';
import type { Delivery } from '../../registers/receive.ts';
import type { Writer } from '../../vault/api.ts';
import type { Desk } from '../desk.ts';
import { disclosureRegister, receiveDisclosure, reviewDisclosure } from './disclosures.ts';

interface Beside {
  /** What the dry run says of the trial in one sentence, of that many lines. */
  readonly notice: (lines: number) => string;
  /** Whether a kind may bring it that way at all, whatever it belongs to. */
  readonly travels: (kind: PackageKind, direction: Direction) => boolean;
  /** Each line belongs to a record; the register of that is what the kind must carry. */
  readonly ofRecord: boolean;
  readonly review: (
    desk: Desk,
    sender: string,
    value: unknown,
    isArriving: (record: string) => boolean,
  ) => Review;
  readonly receive: (desk: Desk, tx: Writer, delivery: Delivery, value: unknown) => Review;
}

const besides: Readonly<Record<string, Beside>> = {
  [attachmentRegister]: {
    notice: (lines) => `带有附件${lines}个，计入下面的条数。`,
    travels: () => true,
    ofRecord: true,
    review: (desk, sender, value, isArriving) =>
      desk.office().engine.reviewAttachment(sender, value, isArriving),
    receive: (desk, tx, delivery, value) => desk.office().engine.receiveAttachment(tx, delivery, value),
  },
  [trailRegister]: {
    notice: (lines) => `带有单机上的办理经过${lines}条，计入下面的条数。`,
    travels: (_kind, direction) => direction === 'fromGroup',
    ofRecord: true,
    review: (desk, sender, value, isArriving) => desk.office().engine.reviewStep(sender, value, isArriving),
    receive: (desk, tx, delivery, value) => desk.office().engine.receiveStep(tx, delivery, value),
  },
  [disclosureRegister]: {
    notice: (lines) => `带有单机上的查看和带出记录${lines}条，导入后记入本办审计日志，计入下面的条数。`,
    travels: (kind, direction) => kind === 'handIn' && direction === 'fromGroup',
    ofRecord: false,
    review: (_desk, sender, value) => reviewDisclosure(sender, value),
    receive: (desk, tx, { sender }, value) => receiveDisclosure(tx, desk.now(), sender, value),
  },
};

/** How lines under this name are dealt with; undefined for records of a register. */
export function besideOf(register: string): Beside | undefined {
  return Object.hasOwn(besides, register) ? besides[register] : undefined;
}

/** What the dry run says of them, those of a package counted by their names. */
export function besideNotices(count: (register: string) => number): readonly string[] {
  return Object.entries(besides).flatMap(([register, { notice }]) => {
    const lines = count(register);
    return lines > 0 ? [notice(lines)] : [];
  });
}
