/** Every refusal of the vault, in the words a clerk reads. No path, key or account name ever enters them. */
import { ExpectedError, refuse } from '../../domain/failure.ts';
import { errorCode } from './files.ts';

export const refuseWrongPassword = (): never =>
  refuse(
    'WrongPassword',
    '账号或口令不正确。',
    '输入的账号不存在，或者口令与账号不符。',
    '请核对账号和口令后重新输入；忘记口令的，请系统管理员重设初始口令。',
  );

export const refuseNoVault = (): never =>
  refuse(
    'VaultMissing',
    '这个文件夹里没有数据库。',
    '没有找到数据库的密钥文件。',
    '请确认所选文件夹，或者从备份恢复。',
  );

export const refuseExists = (): never =>
  refuse(
    'VaultExists',
    '这个文件夹里已经有数据库，没有新建。',
    '在已有数据库的文件夹里新建会覆盖原有数据。',
    '请打开已有的数据库，或者另选一个空文件夹。',
  );

export const refuseLocked = (): never =>
  refuse(
    'VaultLocked',
    '数据库正在被另一个程序使用。',
    '同一个数据库同时只能由一个程序打开。',
    '请先退出已经打开的联巡程序，再重新打开。',
  );

export const refuseNewer = (): never =>
  refuse(
    'VaultFormatNewer',
    '数据库由更新版本的程序建立，没有打开，也没有改动。',
    '当前程序版本不认识这种数据库格式。',
    '请安装新版本的联巡程序后再打开。',
  );

export const refuseDamaged = (why: string): never =>
  refuse(
    'VaultDamaged',
    '数据库文件已经损坏，无法打开。',
    why,
    '请不要删除任何文件，先复制整个数据文件夹留存，再从最近的备份恢复。',
  );

export const refuseTampered = (): never =>
  refuse(
    'VaultTampered',
    '数据库的密钥文件被改动过，没有打开。',
    '密钥文件的内容与它的校验码不一致。',
    '请保留现场，报告安全保密管理员，再从可信的备份恢复密钥文件。',
  );

export const refuseReadOnly = (): never =>
  refuse(
    'VaultReadOnly',
    '数据库现在只能查看，不能修改。',
    '打开时发现有损坏的数据，为防止再受损，已停止写入。',
    '请按打开时的提示处理损坏，或者从最近的备份恢复。',
  );

export const refuseNothingLost = (): never =>
  refuse('NothingLost', '保险库没有损坏，不需要此操作。', '只有以只读方式打开时才需要。', '请返回。');

export const refusePoisoned = (): never =>
  refuse(
    'VaultPoisoned',
    '没有保存：数据库写入磁盘时出过错，已停止写入。',
    '磁盘报告写入失败，继续写入可能造成数据不一致。已经保存成功的内容不受影响。',
    '请重新打开数据库；再次出错时，请检查磁盘并联系系统管理员。',
  );

export const refuseDiskFull = (): never =>
  refuse(
    'DiskFull',
    '没有保存：磁盘空间不足。',
    '数据所在的磁盘已经写满。',
    '请清理磁盘后重新打开数据库，再做一次刚才的操作。',
  );

/** Turns the system's error on a write into a refusal; refusals and bugs pass unchanged. */
export function refuseWrite(error: unknown): never {
  if (error instanceof ExpectedError) throw error;
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return refuseDiskFull();
  if (code) return refusePoisoned();
  throw error;
}

/** As {@link refuseWrite}, for an attachment: the database itself goes on. */
export function refuseBlobWrite(error: unknown): never {
  if (error instanceof ExpectedError || !errorCode(error)) throw error;
  return refuse(
    'BlobNotSaved',
    '附件没有保存。',
    '附件写入磁盘时出错，或者磁盘空间不足。',
    '请检查磁盘剩余空间后重新上传；再次出错时，请联系系统管理员。',
  );
}

/** As {@link refuseWrite}, for creating and opening. */
export function refuseOpening(error: unknown): never {
  if (error instanceof ExpectedError || !errorCode(error)) throw error;
  return refuse(
    'VaultUnreachable',
    '数据库没有打开。',
    '读写数据所在的磁盘时出错，或者当前用户没有权限，或者磁盘空间不足。',
    '请检查磁盘、剩余空间和文件夹权限后重试；不要删除任何文件。',
  );
}

export const refuseCompartment = (): never =>
  refuse(
    'CompartmentClosed',
    '当前账号不能查看这部分保密内容。',
    '这部分内容用单独的密钥加密，当前账号没有这把密钥。',
    '确需查看的，请由有权人员和安全保密管理员按规定授权。',
  );

export const refuseFieldDamaged = (): never =>
  refuse(
    'FieldDamaged',
    '这项保密内容无法解密。',
    '内容已经损坏，或者被移动到了别的记录。',
    '请保留现场，报告安全保密管理员，并从备份核对这条记录。',
  );

export const refuseBlobMissing = (): never =>
  refuse('BlobMissing', '附件文件不存在。', '数据文件夹里没有这个附件。', '请从备份恢复附件文件夹后再打开。');

export const refuseBlobDamaged = (): never =>
  refuse(
    'BlobDamaged',
    '附件文件已经损坏，没有打开。',
    '附件的内容与它的校验码不一致。',
    '请保留原文件，从备份恢复这个附件，或者重新上传原件。',
  );

export const refuseAccountExists = (): never =>
  refuse(
    'AccountExists',
    '这个账号已经存在。',
    '同一个数据库里账号不能重复。',
    '请换一个账号，或者重置原账号的口令。',
  );

export const refuseAccountMissing = (): never =>
  refuse('AccountMissing', '这个账号不存在。', '数据库里没有这个账号的密钥。', '请核对账号后再试。');

export const refuseLastHolder = (): never =>
  refuse(
    'LastHolder',
    '没有改动：这是最后一个持有密钥的账号。',
    '移除后再也没有人能打开这部分内容。',
    '请先给另一个账号授权，再做这项操作。',
  );

export const refusePasswordEmpty = (): never =>
  refuse('PasswordEmpty', '口令不能为空。', '没有口令的账号不能保护数据。', '请输入口令。');

export const refuseShare = (position: number): never =>
  refuse(
    'RecoveryShareInvalid',
    `第${position}份恢复码输入有误。`,
    '恢复码的校验位对不上，可能抄错或漏输了字符。',
    '请对照纸质恢复单逐组核对后重新输入。',
  );

export const refuseSharesTooFew = (have: number, need: number): never =>
  refuse(
    'RecoverySharesTooFew',
    `恢复码份数不够：需要${need}份，现有${have}份。`,
    '恢复数据库需要多份不同的恢复码一起使用。',
    '请再找一位保管人提供恢复码。',
  );

export const refuseSharesMixed = (): never =>
  refuse(
    'RecoverySharesMixed',
    '这些恢复码不是同一套。',
    '恢复码来自不同的数据库，或者来自已经作废的旧恢复单。',
    '请使用最近一次打印的同一套恢复单。',
  );

export const refuseSnapshot = (): never =>
  refuse(
    'SnapshotFailed',
    '数据库整理没有完成，已保存的内容不受影响。',
    '写入数据库快照时磁盘报告出错，或者磁盘空间不足。',
    '可以继续工作；请检查磁盘剩余空间，并联系系统管理员。',
  );
