/** What F46, F47 and F49 are filled from: slips and packages, the ledger of media, and the log of what was written to them. */
import type { MediumEntry } from '../../domain/media.ts';
import { packageKindLabels } from '../../domain/packages.ts';
import { chineseDate } from '../deps.ts';
import { allHandovers } from '../exchange/ledger/handovers.ts';
import { media } from '../exchange/ledger/media.ts';
import { packagesTakenIn, recipientsOf, sentUnder, type PackageRecord } from '../exchange/ledger/packages.ts';
import type { CarrierLine, UseLine } from '../reports/forms/media-lists.ts';
import type { Extra } from '../reports/forms/form.ts';
import type { OpenOffice } from './office.ts';
import { officeNames } from './offices.ts';
import { mediumWritten, timeText, writings } from './package-paper.ts';

type Within = (at: number) => boolean;

/** Whether a moment lies between 起始日期 and 截止日期 as they were given; '' is no limit. */
export function within(extra: Extra): Within {
  const [from, to] = [extra['起始日期'] ?? '', extra['截止日期'] ?? ''];
  return (at) => {
    const day = chineseDate(at);
    return (from === '' || day >= from) && (to === '' || day <= to);
  };
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
