/** How the exchange is joined to this office: its files, its database, its audit log. */
import { join } from 'node:path';
import { checkpoint } from '../../audit/chain.ts';
import type { AuditNote } from '../../audit/commit.ts';
import { cleanOutbox, type ExchangeFolders } from '../../exchange/dispatch.ts';
import { createNodeFiles, type Files } from '../../exchange/files.ts';
import type { CommitDep, LedgerDep, LongCommitDep } from '../../exchange/ledger/schema.ts';
import type { Manifest, Person } from '../../exchange/manifest.ts';
import type { OfficeName } from '../../exchange/pki/office-name.ts';
import { cleanQuarantine } from '../../exchange/package-reader.ts';
import type { BlobsDep } from '../../exchange/prepare.ts';
import type { ClockDep, RandomDep } from '../../deps.ts';
import type { Desk } from '../desk.ts';
import type { OpenOffice } from '../office.ts';

export type ExchangeDeps = ClockDep &
  RandomDep &
  LedgerDep &
  CommitDep &
  LongCommitDep &
  BlobsDep & { readonly files: Files };

const files = createNodeFiles();

/** Every transaction the exchange makes on behalf of one act carries that act's audit note. */
export function exchangeDeps(desk: Desk, topics: readonly string[], audit: AuditNote): ExchangeDeps {
  const { vault } = desk.office();
  return {
    now: desk.now,
    bytes: desk.bytes,
    files,
    ledger: vault,
    blobs: vault.blobs,
    commit: (work) => desk.commit(topics, (tx) => ({ output: work(tx), audit })),
    commitLong: (work, pace, room) =>
      desk.commitLong(
        topics,
        function* (tx) {
          return { output: yield* work(tx), audit };
        },
        pace,
        room,
      ),
  };
}

/** Sealed packages and encrypted working files lie beside the vault's own, as unreadable as they are. */
export function exchangeFolders(desk: Desk): ExchangeFolders {
  return foldersOf(desk.office().vault.folder);
}

function foldersOf(folder: string): ExchangeFolders {
  return { outbox: join(folder, 'outbox'), quarantine: join(folder, 'quarantine') };
}

/** Removes what a crash left in the quarantine (its keys are gone) and sealed files nobody will ask for again. */
export async function tidyExchange({ vault }: Pick<OpenOffice, 'vault'>): Promise<void> {
  const { outbox, quarantine } = foldersOf(vault.folder);
  await cleanQuarantine({ files }, quarantine);
  await cleanOutbox({ files, ledger: vault }, { outbox, quarantine });
}

export function ownName(desk: Desk): OfficeName {
  const { id, name, level, region } = desk.office().info;
  return { office: id, name, level, region };
}

export function personOf(desk: Desk): Person {
  const { userId, name } = desk.person().actor;
  return { id: userId, name };
}

/** The audit log as it stands, to travel in the package. */
export function auditOf(desk: Desk): Manifest['audit'] {
  const { seq, hash } = checkpoint(desk.office().vault);
  return { sequence: seq, hash };
}
