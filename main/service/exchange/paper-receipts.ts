/** Receipts on paper: given out by one office, typed or scanned in by the other. */
import { ExpectedError, refuse } from '../../../domain/failure.ts';
import { readReceiptLines, receiptNameOnPaper } from '../../../domain/receipt-lines.ts';
import { packageKindLabels } from '../../../domain/packages.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { sha256Hex, utf8ToBytes } from '../../exchange/bytes.ts';
import { settleReceipted } from '../../exchange/dispatch.ts';
import { getPackage, movePackage, nameReceipt, recipientsOf } from '../../exchange/ledger/packages.ts';
import { applyReceipt, judgeReceipt, newlyAcknowledged } from '../../exchange/ledger/receipts.ts';
import { parseReceiptText, receiptToLines, type TypedReceipt } from '../../exchange/receipt-text.ts';
import type { Reader } from '../../vault/api.ts';
import { inOneGo } from '../../vault/slices.ts';
import type { Desk } from '../desk.ts';
import type { OpenOffice } from '../office.ts';
import { officeName } from '../offices.ts';
import { receiptInside } from '../receipt-paper.ts';
import { refuseLost } from '../workstation-lost.ts';
import { noteSentTo } from '../workstations-out.ts';
import { loweredText, refuseOutdated } from './receipt-outcome.ts';
import { goOnRetelling } from './retold.ts';

const onPaper = { namesAll: false } as const;

/** Gives an approved receipt out on paper: what it answers is done on our side, as when it stands on a medium. */
export async function issueOnPaper(desk: Desk, id: string): Promise<void> {
  const office = desk.office();
  const record = getPackage(office.vault, id);
  for (const recipient of recipientsOf(office.vault, id)) refuseLost(desk, office.vault, recipient.office);
  const receipt = await receiptInside(office, record);
  if (!receipt) {
    refuse('NotAReceipt', '只有回执可以在纸上出具。', '其他数据包的内容印不到纸上。', '请写入介质送交。');
  }
  if (receiptToLines(receipt).length === 0) {
    refuse(
      'ReceiptEmpty',
      '这份回执没有可以印在纸上的内容。',
      '本单位还没有导入过对方的数据包，只有缺号可报。',
      '请把这份回执写入介质送交对方。',
    );
  }
  desk.commit(['packages'], (tx) => {
    movePackage(tx, id, 'issue', desk.now());
    settleReceipted(tx, record, desk.now());
    noteSentTo(desk, tx, record);
    return {
      output: undefined,
      audit: {
        action: 'receipts.issue',
        entity: 'package',
        entityId: id,
        entityNo: record.no,
        detail: `向${officeName(office, receipt.to)}出具纸质回执`,
      },
    };
  });
}

/** Judges what was typed, as a receipt on a medium is judged. A refusal that is no slip of the fingers is noted. */
export function checkTyped(desk: Desk, text: string): Output<'receipts.check'> {
  const office = desk.office();
  try {
    const receipt = believeTyped(desk, office.vault, text);
    desk.trace({
      action: 'receipts.check',
      entity: 'receipt',
      detail: `核验${officeName(office, receipt.from)}的纸质回执，验证码相符`,
    });
    return describe(office, receipt, digestOf(text));
  } catch (error) {
    if (error instanceof ExpectedError && error.failure.type !== 'ReceiptTextWrong') {
      desk.trace({
        action: 'receipts.refuse',
        entity: 'receipt',
        detail: `拒收纸质回执：${error.failure.what}`,
        reason: error.failure.type,
        result: '拒收',
      });
    }
    throw error;
  }
}

/** Applies a typed receipt in one transaction, confirmed by a second person like every import (reference 6.7). */
export function applyTyped(desk: Desk, text: string, witness: string): Output<'receipts.apply'> {
  const office = desk.office();
  const act = `receipts.apply:${digestOf(text)}`;
  const confirmation = desk.witnesses.take(witness, act, desk.person().actor.userId);
  confirmation.proof.release();
  return desk.commit(['packages', 'dashboard'], (tx) => {
    const receipt = believeTyped(desk, tx, text);
    const packages = receipt.streams.flatMap((stream) => newlyAcknowledged(tx, receipt.from, stream));
    const at = desk.now();
    applyReceipt(desk, tx, receipt.from, receipt, onPaper);
    inOneGo(goOnRetelling(desk, tx, receipt.from));
    nameReceipt(tx, receipt.from, receiptNameOnPaper(receipt.number), at);
    const numbers = packages.map(({ no }) => no);
    const from = officeName(office, receipt.from);
    return {
      output: { packages: numbers },
      audit: {
        action: 'receipts.apply',
        entity: 'receipt',
        detail: `登记${from}的纸质回执，${confirmation.person.name}在场核对；签收：${numbers.join('、') || '无新签收'}`,
      },
    };
  });
}

// ---- internals

const unknownText =
  '回执还说到本机没有记录的数据包：本单位恢复过备份。请对方再用介质送一份回执；导入后软件按需自动重新起号。';

function digestOf(text: string): string {
  return sha256Hex(utf8ToBytes(readReceiptLines(text).content ?? '')).slice(0, 32);
}

/** The receipt in what was typed. Refuses what {@link parseReceiptText} refuses, older ones and impossible claims. */
function believeTyped(desk: Desk, reader: Reader, text: string): TypedReceipt {
  const receipt = parseReceiptText(reader, desk.office().info.id, text);
  refuseLost(desk, reader, receipt.from);
  const { outdated, streams } = judgeReceipt(reader, receipt.from, receipt, onPaper);
  if (outdated || streams.some(({ outcome }) => outcome.kind === 'overtaken')) {
    refuseOutdated();
  }
  if (streams.some(({ outcome }) => outcome.kind !== 'acknowledged' && outcome.kind !== 'unchanged')) {
    refuse(
      'ReceiptImpossible',
      '回执所说的与本单位的发送记录不符，没有登记。',
      '回执上说的签收号比该单位以前确认过的还小，或者所说的内容与发出的不同。',
      '请与出具单位电话核实；该单位恢复过备份的，请其另行出具回执。',
    );
  }
  return receipt;
}

function describe(office: OpenOffice, receipt: TypedReceipt, digest: string): Output<'receipts.check'> {
  const { vault } = office;
  const { streams } = judgeReceipt(vault, receipt.from, receipt, onPaper);
  const lowered = streams.some(({ outcome }) => outcome.kind === 'acknowledged' && outcome.lowered);
  return {
    receipt: digest,
    fromOffice: receipt.from,
    fromName: officeName(office, receipt.from),
    verdict: streams.every(({ outcome }) => outcome.kind === 'unchanged') ? 'known' : 'ready',
    notices: [...(lowered ? [loweredText] : []), ...(receipt.namesUnknown ? [unknownText] : [])],
    streams: receipt.streams.map((stream) => {
      const [place] = stream.packages;
      return {
        kindLabel: packageKindLabels[stream.kind],
        upTo: stream.contiguous,
        accepted: place?.accepted ?? 0,
        unchanged: place?.unchanged ?? 0,
        refused: place?.refused ?? 0,
        packages: newlyAcknowledged(vault, receipt.from, stream).map(({ no }) => no),
      };
    }),
  };
}
