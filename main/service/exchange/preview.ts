/** What a package would hold, before anybody decides to make it. */
import { isRecordKind, type RecordKind } from '../../../domain/package-kinds.ts';
import { formatMark } from '../../../domain/secrecy.ts';
import type { Output, Parsed } from '../../../preload/contract/contract.ts';
import { heldAttachments } from '../../exchange/ledger/attachments.ts';
import { currentEpoch } from '../../exchange/ledger/epoch.ts';
import { type ContentBase, contentBase, outStream } from '../../exchange/ledger/streams.ts';
import type { Since } from '../../registers/travelling.ts';
import type { Desk } from '../desk.ts';
import { officeMark } from '../marks.ts';
import { attachmentsTo, journeysTo } from './collected.ts';
import { documentCounts } from './content.ts';
import { whyNothingGoes } from './nothing-to-send.ts';
import { checkSending } from './outgoing.ts';
import { nextPortion, restText } from './portions.ts';

/** What a package would hold now, without making it: an office that has sent nothing yet begins no epoch by looking. */
export function previewPackage(desk: Desk, input: Parsed<'packages.preview'>): Output<'packages.preview'> {
  checkSending(desk, input.kind, input.peer);
  const { engine, vault } = desk.office();
  const epoch = currentEpoch(vault);
  const stream = epoch && outStream(vault, input.peer, input.kind, epoch);
  const since = stream?.ackSequence ?? 0;
  const base = stream?.ackCursor ?? 0;
  const { since: start, portion } = nextPortion(desk, input, base);
  const starts = startTexts(
    stream ? contentBase(vault, input.peer, input.kind, stream) : { sequence: 0, refused: 0 },
    since,
    typeof start === 'number' ? 0 : start.again.length,
  );
  const { counts, attachments, left } = isRecordKind(input.kind)
    ? countRecords(desk, input.kind, input.peer, { start, until: portion.until, epoch: epoch?.epoch ?? '' })
    : { counts: documentCounts(desk, input.kind, input.peer), attachments: [], left: 0 };
  const notices: string[] = [];
  const empty =
    isRecordKind(input.kind) && Object.values(counts).every((count) => count === 0)
      ? whyNothingGoes(desk, input.kind, input.peer, since)
      : null;
  if (empty !== null) notices.push(empty);
  if (input.kind === 'petitions' && empty === null && !engine.context.petitionerSalt?.())
    notices.push(noKeyYet);
  const rest = restText(portion);
  if (rest !== undefined) notices.push(rest);
  if (attachments.length > 0) notices.push(scansText(input.kind));
  if (left > 0)
    notices.push(`附件较多，本包最多带${attachments.length}个，其余${left}个可随以后的数据包补送。`);
  if (since > 0) notices.push(starts.received);
  return {
    counts,
    attachments: attachments.length,
    bytes: attachments.reduce((sum, { line }) => sum + line.size, 0),
    since: sinceText(input.kind, since, starts.since),
    notices,
    empty,
    mark: formatMark(officeMark(vault)),
  };
}

/** What goes up before this office has the network's key. */
const noKeyYet =
  '本办还没有导入市级的“基础字典与模板”，实名件带不上比对摘要：对方不能与反映人比对，有关文书会被拦下，也查不出重复信访。请先导入“基础字典与模板”再发；急需先发的，导入以后再发一次“信访登记”，实名件自动补发比对摘要。';

function scansText(kind: Parsed<'packages.preview'>['kind']): string {
  if (kind === 'handIn') return '附件须全部移交；这次不附带的，以后的移交数据包仍可以补送。';
  return kind === 'petitions'
    ? '扫描件上可能有反映人的姓名、笔迹和地址；这次不附带的，以后的数据包仍可以补送。'
    : '附件这次不附带的，以后的数据包仍可以补送；附件上不得有反映人的姓名、笔迹和地址。';
}

/** A receipt answers packages that came: what was acknowledged of ours has nothing to do with it. */
function sinceText(kind: Parsed<'packages.preview'>['kind'], since: number, known: string): string {
  if (kind === 'receipt') return '逐个答复收到的数据包，没有起点';
  return since === 0 ? '尚无回执，包含全部内容' : known;
}

function countRecords(
  desk: Desk,
  kind: RecordKind,
  peer: string,
  { start, until, epoch }: { readonly start: Since; readonly until: number; readonly epoch: string },
) {
  const { vault, engine } = desk.office();
  const journeys = journeysTo(desk, kind, peer);
  const counts = journeys.map(
    (journey) => [journey.register.id, engine.countChangedSince(journey, start, until)] as const,
  );
  const held = heldAttachments(vault, epoch, peer);
  const { attachments, left } = attachmentsTo(desk, journeys, until, held);
  return { counts: Object.fromEntries(counts), attachments, left };
}

/**
 * Where a package starts and what is known of the recipient, when he has acknowledged packages up to a number: after a
 * refusal the content starts further back than the acknowledgement, or takes the `again` records that were refused.
 */
export function startTexts(
  { sequence, refused }: ContentBase,
  acknowledged: number,
  again = 0,
): { readonly since: string; readonly received: string } {
  if (sequence === acknowledged) {
    return {
      since: `第${sequence}号包（已回执）之后的变化`,
      received: `对方已确认收到第${acknowledged}号包及以前的内容。`,
    };
  }
  return {
    since:
      again > 0
        ? `对方没有导入的${again}条，以及已答复的内容之后的变化`
        : sequence === 0
          ? '对方还没有全部导入过，包含全部内容'
          : `第${sequence}号包（已全部导入）之后的变化`,
    received:
      refused > 0
        ? `对方收到了第${acknowledged}号包，其中${refused}条没有导入。没有导入的每个包都会重发，直到对方导入；请向对方问明原因，该改正的先改正。`
        : `对方收到了第${acknowledged}号包，回执没有说明其中各条是否导入，所以从更早的内容算起；已经导入的不会重复。`,
  };
}
