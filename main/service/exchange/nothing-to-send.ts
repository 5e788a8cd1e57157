/** A package of records that would hold none: why, and what it takes for one to go. */
import { type Direction, directionBetween, type RecordKind } from '../../../domain/package-kinds.ts';
import { refuse } from '../../../domain/failure.ts';
import { whatGoes } from '../../../domain/packages.ts';
import { requireCertificate } from '../../exchange/prepare.ts';
import type { Desk } from '../desk.ts';

const nothingNew = {
  ever: '目前没有要发给该单位的内容，本包将不含记录。',
  since: '对方上次回执以来没有变化，本包将不含记录。',
} as const;

function directionTo(desk: Desk, peer: string): Direction {
  const { info, vault } = desk.office();
  return directionBetween(info.level, requireCertificate(vault, peer).office.level);
}

/** What is shown before somebody decides to send it all the same; `acknowledged` is the number of the last receipt, or 0. */
export function whyNothingGoes(desk: Desk, kind: RecordKind, peer: string, acknowledged: number): string {
  return `${nothingNew[acknowledged === 0 ? 'ever' : 'since']}${whatGoes(kind, directionTo(desk, peer))}`;
}

/** Refuses `PackageEmpty`: a medium that goes out for nothing is carried, checked and destroyed for nothing. */
export function refuseEmpty(why: string): never {
  const next =
    '请核对要发的内容是否已经到了可以发送的状态、是否已发给该单位；确实要发空包的，请确认后再提交审批。';
  return refuse('PackageEmpty', '本包不含任何记录，没有拟制。', why, next, {
    emptyConfirmed: '请确认仍要提交',
  });
}
