/**
 * What names a petitioner travels only with a reason (reference 3.16 type 4 and 6.4). Who makes the package may lack the
 * key to know the petitioners: then whoever approves it has it checked, and nobody sends it unchecked.
 */
import { ExpectedError, refuse } from '../../../domain/failure.ts';
import { parseEntryName } from '../../exchange/entry-names.ts';
import { readLines } from '../../exchange/json.ts';
import type { PackageRecord } from '../../exchange/ledger/packages.ts';
import type { Named } from '../../registers/named.ts';
import type { Desk } from '../desk.ts';
import { healing } from '../leak-guard.ts';
import type { Collected } from './collected.ts';

const mostListed = 10;

/**
 * What the approver and the audit log read; undefined when nobody is named and all could be compared. Refuses
 * `NamesInContent` or `NamesUntold` without a reason, and with one where more was found than a name.
 */
export function confirmNamed(named: readonly Named[], reason: string): string | undefined {
  if (named.length === 0) return undefined;
  const stopped = named.filter(({ mayPass }) => !mayPass);
  const found = named.filter(({ kind }) => kind === 'named');
  const untold = named.filter(({ kind }) => kind === 'untold');
  if (reason !== '' && stopped.length === 0) return `${passedText(found, untold)}，理由：${reason}`;
  if (reason !== '') refuseStopped(stopped);
  if (found.length === 0) refuseUntold(untold);
  refuse(
    'NamesInContent',
    `有${found.length}件的内容里写有反映人的姓名、电话、证件号码、住址，或者大段照录来信，数据包不能发出。`,
    `数据包不含反映人信息，写在其他栏目里的会随包带出：${listed(found)}。${untold.length > 0 ? untoldText(untold) : ''}`,
    '请打开这些件，把有关文字改为“反映人”，照录的改为概括，附件改名后重新添加，再重新编制；确属同名的他人、不涉及反映人的，写明理由后提交；电话、证件号码、住址和照录的来信，以及要交被巡察党组织的内容（收件人、责任人等须写明姓名的栏除外），写明理由也不能发出。',
    { namesReason: '请写明理由。' },
  );
}

function passedText(found: readonly Named[], untold: readonly Named[]): string {
  return [
    ...(found.length > 0 ? [`${found.length}件内容中有与反映人相同的信息`] : []),
    ...(untold.length > 0 ? [`${untold.length}件须与他办登记的信访件比对，本机无法与其反映人信息比对`] : []),
  ].join('；');
}

function untoldText(untold: readonly Named[]): string {
  return `${listed(untold)}的来源或者需要一并比对的信访件中，有其他单位登记的，转来时没有说明反映人，也没有可用的比对摘要，本机无从核对。`;
}

function refuseUntold(untold: readonly Named[]): never {
  refuse(
    'NamesUntold',
    `有${untold.length}件的内容没有能够核对是否暴露反映人，数据包没有发出。`,
    untoldText(untold),
    `${healing}或者由登记单位核对这些内容没有暴露反映人；核对无误的，写明核对情况后提交。`,
    { namesReason: '请写明核对情况。' },
  );
}

function refuseStopped(stopped: readonly Named[]): never {
  refuse(
    'NamesInContent',
    `有${stopped.length}件的内容不能凭理由发出。`,
    `电话、证件号码、住址和照录的来信不会是同名的他人；要交被巡察党组织的内容，对方单位无从再作核对（收件人、责任人等须写明姓名的栏除外）：${listed(stopped)}。`,
    '请打开这些件，把有关文字改为“反映人”，照录的改为概括，附件改名后重新添加，再重新编制。',
  );
}

function listed(named: readonly Named[]): string {
  const shown = named
    .slice(0, mostListed)
    .map(({ no, places }) => (places.length > 0 ? `${no}（${places.join('、')}）` : no));
  return `${shown.join('，')}${named.length > mostListed ? `等${named.length}件` : ''}`;
}

/** Undefined when this session may not know the petitioners behind what is sent. */
export async function namedIfKnown(collected: Collected): Promise<readonly Named[] | undefined> {
  try {
    return await collected.named();
  } catch (error) {
    if (isClosed(error)) return undefined;
    throw error;
  }
}

/** What of a fixed package names a petitioner. Refuses `NamesUnchecked` when this session may not know them either. */
export async function namedInPackage(desk: Desk, record: PackageRecord): Promise<readonly Named[]> {
  const { engine, vault } = desk.office();
  async function* lines() {
    for (const { name, blob } of record.entries) {
      const entry = parseEntryName(name);
      if (entry?.kind !== 'records') continue;
      for await (const line of readLines(vault.blobs.read(blob))) yield { register: entry.key, line };
    }
  }
  try {
    return await engine.findNamedIn(lines());
  } catch (error) {
    if (!isClosed(error)) throw error;
    return refuse(
      'NamesUnchecked',
      '这个数据包还没有作反映人信息检查，不能批准。',
      '其内容来自信访件；编制人和您都无权查看反映人信息，无法核对文字中有没有反映人。',
      '请由有权查看反映人信息的负责人批准。',
    );
  }
}

const isClosed = (error: unknown): boolean =>
  error instanceof ExpectedError && error.failure.type === 'CompartmentClosed';
