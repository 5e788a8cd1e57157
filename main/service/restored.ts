/** A vault that is older than the work done with it: it sends under new numbers, and says up to when it goes. */
import { z } from 'zod';
import { note, systemActor } from '../audit/commit.ts';
import { chineseDateTime } from '../deps.ts';
import { beginEpoch } from '../exchange/ledger/epoch.ts';
import { readSetting, writeSetting } from '../registers/settings.ts';
import type { Reader } from '../vault/api.ts';
import type { OpenOffice } from './office.ts';
import type { Place } from './place.ts';

const renumberedSetting = 'exchange.renumberedFor';
const restoredSetting = 'vault.restored';
const restored = z.strictObject({ at: z.number(), until: z.number() });

/**
 * Numbers given out after the older state may be in other offices' hands already; going on with them would fork the
 * streams, so a restored vault begins a new epoch before it sends anything. Once per restore, not at every sign-in.
 */
export function renumberOnce(office: OpenOffice, cause: number | string): void {
  if (readSetting(office.vault, renumberedSetting) === cause) return;
  office.vault.transact((tx) => {
    const last = tx.get<{ at: number | null }>('SELECT max(at) AS at FROM audit')?.at;
    beginEpoch(office, tx);
    writeSetting(tx, renumberedSetting, cause);
    writeSetting(tx, restoredSetting, { at: office.now(), until: last ?? office.now() });
    note(tx, office, systemActor, {
      action: 'store.notice',
      detail: '保险库由较旧的状态恢复，发出的数据包重新起号',
    });
  });
}

/** Whoever registers letters must hear of it, and not only who happens to sign in first. */
const toldFor = 7 * 24 * 3_600_000;

/** What registrars read for a week after a restore; undefined when there was none lately. */
export function restoredText(reader: Reader, now: number): string | undefined {
  const last = restored.safeParse(readSetting(reader, restoredSetting)).data;
  if (!last || now > last.at + toldFor) return undefined;
  const [at, until] = [chineseDateTime(last.at), chineseDateTime(last.until)];
  return `本机数据库于${at}由备份恢复，内容截至${until}。此后登记、办理的事项不在其中，请对照纸质材料补录；收到的数据包请对方重新发送。`;
}

/** Whether two administrators have to agree before anybody signs in (reference 6.2). */
export function awaitsAgreement(place: Place): boolean {
  return place.adopted && place.agreed === null && place.practice === null;
}
