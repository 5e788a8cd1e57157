/** What F46 to F50 are filled from: slips and packages, the ledger of media, and the log of what was written to them. */
import { refuse } from '../../domain/failure.ts';
import { isAtHand, type MediumDestruction, type MediumEntry } from '../../domain/media.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { chineseDate } from '../deps.ts';
import { allHandovers } from '../exchange/ledger/handovers.ts';
import { media } from '../exchange/ledger/media.ts';
import { destructions, loans, openLoans } from '../exchange/ledger/medium-life.ts';
import { packagesTakenIn, recipientsOf, sentUnder, type PackageRecord } from '../exchange/ledger/packages.ts';
import type { DestructionSheet, LoanLine } from '../reports/forms/media-life.ts';
import type { CarrierLine, UseLine } from '../reports/forms/media-lists.ts';
import type { Extra } from '../reports/forms/form.ts';
import type { OpenOffice } from './office.ts';
import { officeNames } from './offices.ts';
import { mediumWritten, timeText, writings } from './package-paper.ts';

type Within = (at: number) => boolean;

/** Whether a moment lies between 起始日期 and 截止日期 as they were given; '' is no limit. */
export function within(extra: Extra): Within {
  const isMeant = withinDays(extra);
  return (at) => isMeant(chineseDate(at));
}

/**
 * Oldest first: each item of each slip, each package that was written to a medium and stands on no slip, and each that was
 * taken in.
 */
export function carrierLines(office: OpenOffice, isMeant: Within): readonly CarrierLine[] {
  const nameOf = officeNames(office);
  const slips = allHandovers(office.vault);
  const out = slips.flatMap((slip) =>
    slip.items.map((item) => {
      const { at, no, toOffice, toPerson, endedAt } = slip;
      const isSigned = slip.status === 'SIGNED' || slip.status === 'RETURNED_SLIP';
      const signed = isSigned ? [toPerson, timeText(endedAt)].filter(Boolean).join('\n') : '';
      const line: CarrierLine = {
        ...{ direction: '发', at: timeText(at), office: nameOf(toOffice), docNo: item.docNo },
        ...{ title: item.name, mark: item.mark, copies: item.copies, no, signed },
      };
      return { at, line };
    }),
  );
  const onSlips = new Set(slips.flatMap(({ items }) => items.map(({ docNo }) => docNo)));
  const unslipped = firstWritings(office, onSlips).map(({ at, sent }) => {
    const to = recipientsOf(office.vault, sent.id).map((recipient) => nameOf(recipient.office));
    const line: CarrierLine = {
      ...{ direction: '发', at: timeText(at), office: to.join('、'), docNo: sent.no },
      ...{ title: titleOf(sent), mark: sent.mark, copies: 1, no: '', signed: '' },
    };
    return { at, line };
  });
  const came = packagesTakenIn(office.vault).map(({ at, by, no, mark, sender, ...taken }) => {
    const line: CarrierLine = {
      ...{ direction: '收', at: timeText(at), office: nameOf(sender), docNo: no },
      ...{ title: titleOf(taken), mark, copies: 1, no: '', signed: by },
    };
    return { at, line };
  });
  return [...out, ...unslipped, ...came]
    .filter(({ at }) => isMeant(at))
    .toSorted((one, other) => one.at - other.at)
    .map(({ line }) => line);
}

/** Of each package that was written and is none of `but`, when that was first. */
function firstWritings(
  office: OpenOffice,
  but: ReadonlySet<string>,
): readonly { readonly at: number; readonly sent: PackageRecord }[] {
  const first = new Map<string, { readonly at: number; readonly sent: PackageRecord }>();
  for (const { at, no } of writings(office.vault)) {
    const sent = but.has(no) ? undefined : sentUnder(office.vault, no, at);
    if (sent && !first.has(sent.id)) first.set(sent.id, { at, sent });
  }
  return [...first.values()];
}

const titleOf = ({ kind }: Pick<PackageRecord, 'kind'>): string => `${packageKindLabels[kind]}数据包`;

/** Everything in the ledger of media but paper. */
export function mobileMedia(office: OpenOffice): readonly MediumEntry[] {
  return media(office.vault).filter(({ kind }) => kind !== 'PAPER');
}

/** Oldest first, each time that a package was written to a medium, also where it went on another one later. */
export function mediumUses(office: OpenOffice, isMeant: Within): readonly UseLine[] {
  return writings(office.vault)
    .filter(({ at }) => isMeant(at))
    .map(({ at, by, no, detail }) => {
      const written = sentUnder(office.vault, no, at);
      return {
        ...{ at: timeText(at), medium: mediumWritten(detail), docNo: no, writtenBy: by },
        content: written ? titleOf(written) : '',
        mark: written?.mark ?? '',
        approvedBy: written?.approvedBy?.name ?? '',
        approvedAt: timeText(written?.approvedAt ?? null),
      };
    });
}

type WithinDays = (day: string) => boolean;

/** As {@link within}, of days. */
export function withinDays(extra: Extra): WithinDays {
  const [from, to] = [extra['起始日期'] ?? '', extra['截止日期'] ?? ''];
  return (day) => (from === '' || day >= from) && (to === '' || day <= to);
}

/** Oldest first, each time that a medium was taken or came back on these days, or was out by the end of them. */
export function mediumLoans(office: OpenOffice, extra: Extra): readonly LoanLine[] {
  const byId = new Map(media(office.vault).map((medium) => [medium.id, medium]));
  const isMeant = withinDays(extra);
  const until = extra['截止日期'] ?? '';
  const isStillOut = (lentAt: string, returnedAt: string | null): boolean =>
    returnedAt === null && (until === '' || lentAt <= until);
  return loans(office.vault)
    .filter(
      ({ lentAt, returnedAt }) =>
        [lentAt, returnedAt ?? ''].some((day) => day !== '' && isMeant(day)) ||
        isStillOut(lentAt, returnedAt),
    )
    .map(({ medium, returnedAt, returnedBy, condition, takenBackBy, ...taken }) => ({
      ...taken,
      medium: byId.get(medium)?.code ?? '',
      level: byId.get(medium)?.level ?? '',
      ...{ returnedAt: returnedAt ?? '', returnedBy: returnedBy ?? '' },
      ...{ condition: condition ?? '', takenBackBy: takenBackBy ?? '' },
    }));
}

/**
 * Of the media that are meant: those that are gone, each with all that went with it, and one sheet to be signed for the
 * others that lie in the office. Where none is meant, what was destroyed on these days. Refuses `NothingToDestroy`.
 */
export function destructionSheets(
  office: OpenOffice,
  meant: readonly string[],
  isMeant: WithinDays,
): readonly DestructionSheet[] {
  const sheetOf = ({ media: gone, ...told }: ReturnType<typeof destructions>[number]): DestructionSheet => ({
    media: gone,
    told: told satisfies MediumDestruction,
  });
  const all = destructions(office.vault);
  if (meant.length === 0) return all.filter(({ destroyedAt }) => isMeant(destroyedAt)).map(sheetOf);
  const chosen = new Set(meant);
  const ended = all.filter(({ media: gone }) => gone.some(({ id }) => chosen.has(id)));
  const told = new Set(ended.flatMap(({ media: gone }) => gone.map(({ id }) => id)));
  const out = openLoans(office.vault);
  const open = media(office.vault).filter(
    (each) => chosen.has(each.id) && !told.has(each.id) && isAtHand(each) && !out.has(each.id),
  );
  if (ended.length + open.length === 0) refuseNothingToDestroy();
  return [...ended.map(sheetOf), ...(open.length === 0 ? [] : [{ media: open, told: null }])];
}

function refuseNothingToDestroy(): never {
  refuse(
    'NothingToDestroy',
    '没有生成销毁清单。',
    '所选的介质都不在库：借出、在途、遗失的不能销毁，旧版本中只改了状态的没有销毁记录。',
    '请先登记归还，或者选择在库的介质；要填写空白表的，勾选“只打印空白表”。',
  );
}
