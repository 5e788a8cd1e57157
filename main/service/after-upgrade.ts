/** What a sign-in brings up to date in records of before, after an update above all; in slices, before anything is shown. */
import { commitLong, systemActor, type Written } from '../audit/commit.ts';
import { holdsOlderAppraisals, moveOlderAppraisals } from '../planning/older-appraisals.ts';
import { sealOlderAttachments } from '../registers/older-attachments.ts';
import { sealOlderReasons, withOlderReasons } from '../registers/older-reasons.ts';
import type { Slices, Writer } from '../vault/api.ts';
import { removeClearBlobs } from './clear-blobs.ts';
import { quietJob } from './jobs.ts';
import type { OpenOffice } from './office.ts';

/** Seals reasons and files that stand in clear, whenever somebody opens the office who holds the key; first removes what an earlier sign-in has sealed. */
export async function sealOlder({ vault, engine }: OpenOffice): Promise<void> {
  if (vault.state.readOnly) return;
  await removeClearBlobs({ vault });
  const registers = engine.context.modules.map(({ register }) => register);
  for (const register of withOlderReasons(vault, registers))
    await vault.transactLong((tx) => sealOlderReasons(tx, vault, register), quietJob);
  for (const register of registers) await sealOlderAttachments(engine.context, register);
}

/** Files the people of letters and visits of before, once, when somebody opens the office who holds their key. */
export async function fileOlder({ vault, engine }: OpenOffice): Promise<void> {
  if (vault.state.readOnly || !vault.compartments.has('petitioner') || engine.arePeopleFiled()) return;
  await vault.transactLong((tx) => engine.fileOlderPeople(tx), quietJob);
}

/** Clears what is still held of people whom other offices offered and withdrew before. */
export async function forgetOlder(office: OpenOffice): Promise<void> {
  const { engine } = office;
  await once(office, !engine.areWithdrawnForgotten(), {
    action: 'records.forget',
    work: (tx) => engine.forgetOlderWithdrawn(tx, systemActor),
    told: (count) => `程序更新后清除其他单位此前已撤回、作废的推荐人员的内容，共${count}件`,
  });
}

/** Moves appraisals from the groups into the pool. */
export async function moveOlder(office: OpenOffice): Promise<void> {
  const { vault, engine } = office;
  await once(office, holdsOlderAppraisals(vault), {
    action: 'records.move',
    work: (tx) => moveOlderAppraisals(tx, engine.context, systemActor),
    told: (count) => `程序更新后把巡察组中的鉴定意见转入人才库，共${count}人次`,
  });
}

/** Works out the deadlines by terms that the program before did not count. */
export async function countLater(office: OpenOffice): Promise<void> {
  const { engine } = office;
  await once(office, engine.hasLaterDeadlines(), {
    action: 'deadlines.recompute',
    work: (tx) => engine.countLaterDeadlines(tx, systemActor),
    told: (count) => `程序更新后按新增的时限规则重算，变动${count}件`,
  });
}

// ---- internals

/** What is done to a vault of the program before, in slices, and what the trail then says of how many it touched. */
interface Older {
  readonly action: string;
  readonly work: (tx: Writer) => Slices<number>;
  readonly told: (count: number) => string;
}

/** Done once, by whoever comes first, where the vault still needs it and may be written. */
async function once(office: OpenOffice, isNeeded: boolean, { action, work, told }: Older): Promise<void> {
  if (office.vault.state.readOnly || !isNeeded) return;
  const audited = function* (tx: Writer): Slices<Written<void>> {
    return { output: undefined, audit: { action, detail: told(yield* work(tx)) } };
  };
  await commitLong(office, systemActor, audited, quietJob);
}
