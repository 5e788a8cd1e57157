/**
 * An import that was cut short by a kill or a power cut leaves nothing of itself, and nobody to say so. So what is begun is
 * noted before, in a transaction of its own; the transaction that writes the rows takes the note away. What is still noted
 * when the same person signs in next came to nothing.
 */
import { z } from 'zod';
import type { Actor } from '../../../domain/access/permissions.ts';
import { registerOf, registerIds } from '../../../domain/registers/registers.ts';
import { note } from '../../audit/commit.ts';
import { chineseDateTime } from '../../deps.ts';
import { readSetting, writeSetting } from '../../registers/settings.ts';
import type { Reader, Writer } from '../../vault/api.ts';
import type { OpenOffice } from '../office.ts';
import type { ImportSession } from './import-session.ts';

const begunImport = z.strictObject({
  id: z.string(),
  by: z.string(),
  register: z.enum(registerIds),
  fileName: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
});

const begunSetting = 'import.begun';

type Begun = z.infer<typeof begunImport>;

function begunIn(reader: Reader): readonly Begun[] {
  return z.array(begunImport).parse(readSetting(reader, begunSetting) ?? []);
}

/** Where none is begun nothing stays: an import that was given up leaves the vault as it was. */
function keep(tx: Writer, begun: readonly Begun[]): void {
  if (begun.length > 0) writeSetting(tx, begunSetting, begun);
  else tx.run('DELETE FROM setting WHERE key = ?', [begunSetting]);
}

/** Notes that the rows of this session are about to be written. */
export function beginImport(
  { vault, now }: Pick<OpenOffice, 'vault' | 'now'>,
  { id, owner, register, fileName }: ImportSession,
): void {
  const begun = begunImport.parse({ id, by: owner, register: register.id, fileName, at: now() });
  vault.transact((tx) => keep(tx, [...begunIn(tx), begun]));
}

/** They are written, in this very transaction. */
export function endImport(tx: Writer, { id }: Pick<ImportSession, 'id'>): void {
  keep(
    tx,
    begunIn(tx).filter((each) => each.id !== id),
  );
}

/** They are not, and whoever waited is told why. Where that cannot be written either, the note stays and is true. */
export function endFailedImport({ vault }: Pick<OpenOffice, 'vault'>, session: ImportSession): void {
  try {
    vault.transact((tx) => endImport(tx, session));
  } catch {
    // What failed before is what the clerk has to know of.
  }
}

/** What this person's interrupted imports came to, said and logged once. */
export function tellUnfinishedImports(office: OpenOffice, actor: Actor): readonly string[] {
  const own = begunIn(office.vault).filter(({ by }) => by === actor.userId);
  return own.map((begun) =>
    office.vault.transact((tx) => {
      const { label } = registerOf(begun.register);
      const time = chineseDateTime(begun.at);
      endImport(tx, begun);
      note(tx, office, actor, {
        action: 'import.commit',
        entity: begun.register,
        detail: `${time}开始的${label}导入中断，没有写入任何内容`,
        result: '未完成',
      });
      return `上次导入${label}（“${begun.fileName}”，${time}）没有完成，一件也没有登记，请重新导入。`;
    }),
  );
}
