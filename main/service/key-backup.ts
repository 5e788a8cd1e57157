/** The office's key for the exchange as a file: made by two administrators, read back before it counts. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { backupHalfWeakness } from '../../domain/access/passwords.ts';
import { refuse } from '../../domain/failure.ts';
import type { Output } from '../../preload/contract/contract.ts';
import { chineseDate } from '../deps.ts';
import { equalBytes } from '../exchange/bytes.ts';
import { identities, keysOf } from '../exchange/ledger/keys.ts';
import { createKeyBackup, openKeyBackup } from '../exchange/pki/backup.ts';
import { fingerprintToText } from '../exchange/pki/certificate.ts';
import { requireIdentity } from '../exchange/prepare.ts';
import { readSetting, writeSetting } from '../registers/settings.ts';
import type { Reader } from '../vault/api.ts';
import type { Desk } from './desk.ts';
import type { JobControl } from './jobs.ts';
import { writeOutputFile } from './output-file.ts';
import { backupAct } from './witnesses.ts';

const backupSetting = 'keys.officeBackup';
const lastBackup = z.strictObject({ fingerprint: z.string(), at: z.number() });

/** What the page says of the key in use; null before enrolment. */
export function exchangeKeyStatus(reader: Reader): Output<'keys.status'>['exchange'] {
  const [own] = identities(reader);
  if (!own) return null;
  const last = lastBackup.safeParse(readSetting(reader, backupSetting)).data;
  const { fingerprint, notAfter } = own.certificate;
  return {
    fingerprint: fingerprintToText(fingerprint),
    validTo: chineseDate(notAfter),
    backedUpAt: last?.fingerprint === fingerprint ? last.at : null,
  };
}

interface BackupInput {
  readonly firstHalf: string;
  readonly secondHalf: string;
  readonly witness: string;
}

/** Writes the key in use to `path`. Refuses weak or equal halves and a witness who is no administrator. */
export async function backUpKey(
  desk: Desk,
  input: BackupInput,
  path: string,
  job: JobControl,
): Promise<Output<'keys.backup'>> {
  checkHalves(input);
  const { vault } = desk.office();
  const { certificate, root } = requireIdentity(vault);
  const key = keysOf(vault, 'office').find((each) => each.status === 'active');
  if (!key) throw new Error('the identity in use has no key');
  const { person, proof } = desk.witnesses.take(input.witness, backupAct, desk.person().actor.userId);
  proof.release();
  const passphrase = input.firstHalf + input.secondHalf;
  job.progress(0, 2, '正在加密密钥');
  const sealed = await createKeyBackup(
    desk,
    { certificate, root, privateKeyPem: key.privateKeyPem },
    passphrase,
  );
  const fingerprint = fingerprintToText(certificate.fingerprint);
  const detail = `本办密钥的加密备份，证书指纹${fingerprint}，${person.name}在场并掌握口令后半段`;
  // Before the key leaves: what cannot be logged does not happen.
  desk.trace({ action: 'keys.backup', detail, result: '开始' });
  await writeOutputFile(path, [sealed], async (written) => {
    job.progress(1, 2, '正在回读核对');
    const readBack = new Uint8Array(await readFile(written));
    if (!equalBytes(readBack, sealed)) refuseReadBack();
    const opened = await openKeyBackup(readBack, passphrase);
    if (opened.privateKeyPem.trim() !== key.privateKeyPem.trim())
      throw new Error('another key was read back');
  });
  desk.commit(['keys'], (tx) => {
    writeSetting(tx, backupSetting, { fingerprint: certificate.fingerprint, at: desk.now() });
    return { output: undefined, audit: { action: 'keys.backup', detail: `${detail}；已写出并回读核对` } };
  });
  return { fingerprint };
}

const refuseReadBack = (): never =>
  refuse(
    'FileNotWritten',
    '密钥备份没有写成。',
    '写入的内容与回读的内容不一致，介质可能已损坏；原有的备份文件未动。',
    '请更换介质后重新备份。',
  );

function checkHalves({ firstHalf, secondHalf }: BackupInput): void {
  const fields: Record<string, string> = {};
  const [first, second] = [backupHalfWeakness(firstHalf), backupHalfWeakness(secondHalf)];
  if (first) fields['firstHalf'] = first;
  if (second) fields['secondHalf'] = second;
  if (firstHalf === secondHalf) fields['secondHalf'] = '不得与前半段相同。';
  const [wrong] = Object.values(fields);
  if (wrong === undefined) return;
  refuse('WeakPassword', '备份口令不符合要求。', wrong, '请两名管理员各自另设自己的半段口令。', fields);
}
