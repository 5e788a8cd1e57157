/** What a receipt would change here, said before two people agree to it; the same on a medium and on paper. */
import { refuse } from '../../../domain/failure.ts';
import { packageKindLabels } from '../../../domain/packages.ts';
import { judgeReceipt, newlyAcknowledged } from '../../exchange/ledger/receipts.ts';
import type { Receipt, ReceiptOutcome, ReceiptStream } from '../../exchange/receipt.ts';
import type { Reader } from '../../vault/api.ts';

export const loweredText =
  '对方确认收到的比以前少，说明对方恢复过备份。请先电话核实；登记后，缺少的内容会随下一个数据包重新发送。';

export function refuseOutdated(): never {
  refuse(
    'ReceiptOutdated',
    '这是一份旧回执，没有登记。',
    '该单位后来出具的回执已经登记过，旧回执不再说明现在的情况。',
    '请核对回执编号，登记最近出具的一份。',
  );
}

/** Refuses with `ReceiptOutdated` a receipt of which nothing that it says would be taken over. */
export function checkTimely(reader: Reader, receipt: Receipt): void {
  const { outdated, streams } = judgeReceipt(reader, receipt.from, receipt, { namesAll: false });
  const says = streams.filter(({ outcome }) => outcome.kind !== 'unchanged');
  const isOvertaken = says.length > 0 && says.every(({ outcome }) => outcome.kind === 'overtaken');
  if (outdated || isOvertaken) refuseOutdated();
}

export interface ReceiptEffect {
  readonly notices: readonly string[];
  /** Numbers of the packages that would become acknowledged. */
  readonly acknowledges: readonly string[];
}

export function effectOf(reader: Reader, receipt: Receipt): ReceiptEffect {
  const { streams } = judgeReceipt(reader, receipt.from, receipt);
  const notices: string[] = [];
  const acknowledges: string[] = [];
  for (const { stream, outcome } of streams) {
    const text = outcomeText(packageKindLabels[stream.kind], outcome);
    if (text) notices.push(text);
    if (outcome.kind === 'acknowledged' || outcome.kind === 'unchanged') {
      const newly = newlyAcknowledged(reader, receipt.from, stream);
      acknowledges.push(...newly.map(({ no }) => no));
      notices.push(...refusedTexts(stream, newly));
    }
    const numbers = stream.forks.map(({ sequence }) => sequence).join('、');
    if (numbers !== '') {
      notices.push(
        `对方收到过本单位两个内容不同的第${numbers}号“${packageKindLabels[stream.kind]}”数据包。请与对方核对。`,
      );
    }
  }
  return { notices: [...new Set(notices)], acknowledges };
}

/** Of packages this receipt answers first. */
function refusedTexts(
  { packages }: ReceiptStream,
  newly: readonly { readonly no: string; readonly sequence: number }[],
): readonly string[] {
  return packages.flatMap(({ sequence, refused }) => {
    const own = newly.find((each) => each.sequence === sequence);
    if (!own || refused === 0) return [];
    return [`对方没有接收数据包${own.no}中的${refused}条；导入回执后，在该数据包的详情中看是哪些、怎么办。`];
  });
}

function outcomeText(kind: string, outcome: ReceiptOutcome): string | undefined {
  switch (outcome.kind) {
    case 'unchanged':
      return undefined;
    case 'acknowledged':
      return outcome.lowered ? loweredText : undefined;
    case 'otherEpoch':
      return `回执中的“${kind}”说的是本单位另一次起号的数据包（恢复备份前后各为一次），不改变现在的签收情况。`;
    case 'overtaken':
      return `回执中的“${kind}”是对方恢复备份以前的情况，不改变现在的签收情况。`;
    case 'unsent':
      return `对方收到过本单位的“${kind}”数据包，本机没有记录，不改变签收情况。`;
    case 'forked':
      return `对方所持第${outcome.sequence}号“${kind}”数据包与本单位发出的内容不同。请保留介质并立即与对方核对；不改变签收情况。`;
    case 'impossible':
      return `回执中的“${kind}”与本单位的发送记录不符，不改变签收情况。请与对方电话核实；对方恢复过备份的，请其另行出具回执。`;
  }
}
