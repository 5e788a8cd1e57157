/** Packages on their way out: prepared by one person, approved by another, then sealed onto a medium. */
import { formatNumber, counterKey, numberMasks } from '../../../domain/numbering.ts';
import { formatMark } from '../../../domain/secrecy.ts';
import { refuse } from '../../../domain/failure.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { chineseDate, createId } from '../../deps.ts';
import { deliverPackage, sealPackage } from '../../exchange/dispatch.ts';
import { heldAttachments } from '../../exchange/ledger/attachments.ts';
import { currentEpoch, ensureEpoch, restoreMark } from '../../exchange/ledger/epoch.ts';
import { checkMediumFor, getMedium } from '../../exchange/ledger/media.ts';
import { getPackage, movePackage } from '../../exchange/ledger/packages.ts';
import {
  approvePackage,
  draftPackage,
  fixContent,
  requireCertificate,
  sendingBasis,
} from '../../exchange/prepare.ts';
import { outStream } from '../../exchange/ledger/streams.ts';
import { takeNext } from '../../registers/counters.ts';
import type { Desk } from '../desk.ts';
import type { JobControl } from '../jobs.ts';
import { officeMark } from '../marks.ts';
import { packageKindLabels, shortDigest } from '../package-paper.ts';
import { officeName } from '../offices.ts';
import { collectContent, documentCounts } from './content.ts';
import { auditOf, exchangeDeps, exchangeFolders, mayTravel, personOf } from './wiring.ts';

function checkDirection(desk: Desk, kind: Parsed<'packages.prepare'>['kind'], peer: string): void {
  const { info, vault } = desk.office();
  if (!mayTravel(kind, info.level, requireCertificate(vault, peer).office.level)) {
    refuse(
      'WrongDirection',
      `不能向该单位发送“${packageKindLabels[kind]}”。`,
      '基础字典由市级下发；信访登记和统计报表由县级上报。',
      '请改选数据包种类或接收单位。',
    );
  }
}

/** What a package would hold now, without making it: an office that has sent nothing yet begins no epoch by looking. */
export function previewPackage(desk: Desk, input: Parsed<'packages.preview'>): Output<'packages.preview'> {
  checkDirection(desk, input.kind, input.peer);
  const { vault, engine } = desk.office();
  const epoch = currentEpoch(vault);
  const stream = epoch && outStream(vault, input.peer, input.kind, epoch);
  const since = stream?.ackSequence ?? 0;
  const petitions =
    input.kind === 'petitions' ? engine.countChangedSince('petition', stream?.ackCursor ?? 0) : 0;
  const { attachments, left } =
    input.kind === 'petitions'
      ? engine.attachmentsToSend(
          'petition',
          engine.currentSeq(vault),
          heldAttachments(vault, epoch?.epoch ?? '', input.peer),
        )
      : { attachments: [], left: 0 };
  const notices: string[] = [];
  if (input.kind === 'petitions' && petitions === 0)
    notices.push('对方上次回执以来没有变化，本包将不含记录。');
  if (attachments.length > 0) {
    notices.push('扫描件上可能有反映人的姓名、笔迹和地址；这次不附带的，以后的数据包仍可以补送。');
  }
  if (left > 0)
    notices.push(`附件较多，本包最多带${attachments.length}个，其余${left}个可随以后的数据包补送。`);
  if (since > 0) notices.push(`对方已确认收到第${since}号包及以前的内容。`);
  return {
    counts:
      input.kind === 'petitions' ? { petition: petitions } : documentCounts(desk, input.kind, input.peer),
    attachments: attachments.length,
    bytes: attachments.reduce((sum, { blob }) => sum + blob.size, 0),
    since: since === 0 ? '尚无回执，包含全部内容' : `第${since}号包（已回执）之后的变化`,
    notices,
    mark: formatMark(officeMark(vault)),
  };
}

function takePackageNo(desk: Desk, tx: Parameters<typeof takeNext>[0], peer: string): string {
  const { info, vault } = desk.office();
  const to = requireCertificate(vault, peer).office.region;
  const year = chineseDate(desk.now()).slice(0, 4);
  const parts = { from: info.region, to, year };
  const no = formatNumber(
    numberMasks.package,
    parts,
    takeNext(tx, numberMasks.package, counterKey(numberMasks.package, parts)),
  );
  const { epoch, reason, startedAt } = ensureEpoch(desk, tx);
  // The year after starts at 1 with nothing forgotten.
  const mayRepeat = reason === 'restored' && year <= chineseDate(startedAt).slice(0, 4);
  return mayRepeat ? `${no}-${restoreMark(epoch)}` : no;
}

export async function preparePackage(
  desk: Desk,
  input: Parsed<'packages.prepare'>,
): Promise<Output<'packages.prepare'>> {
  checkDirection(desk, input.kind, input.peer);
  const { vault, engine } = desk.office();
  const label = packageKindLabels[input.kind];
  const to = officeName(desk.office(), input.peer);
  const deps = exchangeDeps(desk, [], { action: 'packages.prepare', detail: `为${to}编制${label}的内容` });
  const basis = vault.transact((tx) => sendingBasis(deps, tx, input.kind, [input.peer]));
  const cursor = engine.currentSeq(vault);
  const collected = collectContent(desk, deps, input, basis, cursor);
  const content = await fixContent(deps, collected.content);
  const id = createId(desk);
  const period = input.period ? `${input.period.from}至${input.period.to}` : '';
  return desk.commit(['packages'], (tx) => {
    const no = takePackageNo(desk, tx, input.peer);
    draftPackage(deps, tx, {
      ...content,
      id,
      no,
      basis,
      cursor,
      period,
      mark: collected.mark(),
      createdBy: personOf(desk),
      attachments: collected.attachments,
    });
    if (input.remark !== '') tx.run('UPDATE exchangePackage SET reason = ? WHERE id = ?', [input.remark, id]);
    return {
      output: { package: id, no },
      audit: {
        action: 'packages.prepare',
        entity: 'package',
        entityId: id,
        entityNo: no,
        detail: `拟制发往${to}的${label}`,
        ...(input.remark ? { reason: input.remark } : {}),
      },
    };
  });
}

export function decidePackage(desk: Desk, input: Parsed<'packages.approve'>): void {
  const { vault } = desk.office();
  const { no } = getPackage(vault, input.package);
  if (!input.approve && input.reason.trim() === '') {
    refuse('ReasonMissing', '还没有写明退回理由。', '不予批准须写明理由。', '请填写理由。', {
      reason: '请填写',
    });
  }
  desk.commit(['packages'], (tx) => {
    if (input.approve) approvePackage(desk, tx, input.package, personOf(desk));
    else movePackage(tx, input.package, 'void', desk.now(), input.reason);
    return {
      output: undefined,
      audit: {
        action: 'packages.approve',
        entity: 'package',
        entityNo: no,
        detail: input.approve ? '批准发出' : '不予批准，作废',
        ...(input.reason ? { reason: input.reason } : {}),
      },
    };
  });
}

export function voidPackage(desk: Desk, id: string, reason: string): void {
  const { no, sealedAt } = getPackage(desk.office().vault, id);
  if (sealedAt !== null) {
    refuse(
      'PackageSealed',
      '这个数据包已经签名封装，不能作废。',
      '它可能已在介质上，对方可以导入；顺序号也已使用。',
      '请重新写入介质送出；内容有误的，改正后另发一个数据包即可覆盖。',
    );
  }
  desk.commit(['packages'], (tx) => {
    movePackage(tx, id, 'void', desk.now(), reason);
    return {
      output: undefined,
      audit: { action: 'packages.void', entity: 'package', entityNo: no, detail: '作废数据包', reason },
    };
  });
}

/** Packages on their way to a medium right now: sealing one twice at once would leave two files of one number. */
const beingWritten = new Set<string>();

/** Seals (once) and copies to the medium; returns when the medium may be removed. */
export async function writeToMedium(
  desk: Desk,
  input: Parsed<'packages.write'>,
  folder: string,
  job: JobControl,
): Promise<Output<'packages.write'>> {
  const { vault } = desk.office();
  const record = getPackage(vault, input.package);
  if (beingWritten.has(record.id)) {
    refuse('BeingWritten', '这个数据包正在写入介质。', '同一个数据包不能同时写两次。', '请等待写入完成。');
  }
  const medium = getMedium(vault, input.medium);
  checkMediumFor(medium, record.mark);
  const deps = exchangeDeps(desk, ['packages'], {
    action: 'packages.write',
    entity: 'package',
    entityNo: record.no,
    detail: `写入介质（${medium.code}），已回读核对`,
  });
  const folders = exchangeFolders(desk);
  beingWritten.add(record.id);
  try {
    job.progress(0, 2, '正在签名、加密');
    await sealPackage(deps, folders, input.package, auditOf(desk));
    await job.breathe();
    job.progress(1, 2, '正在写入介质并回读核对，请勿拔出');
    const done = await deliverPackage(deps, folders, input.package, { folder, mediumId: input.medium });
    job.progress(2, 2, '可以取下介质');
    return {
      fileName: done.fileName ?? '',
      size: done.bytes ?? 0,
      digest: shortDigest(done.fileSha256 ?? ''),
    };
  } finally {
    beingWritten.delete(record.id);
  }
}
