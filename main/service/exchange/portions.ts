/** The content of a package that must not grow beyond what a package takes: the oldest changes first, the rest after the receipt. */
import { isRecordKind } from '../../../domain/package-kinds.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { answeredCursor } from '../../exchange/ledger/answered.ts';
import { currentEpoch } from '../../exchange/ledger/epoch.ts';
import { outStream } from '../../exchange/ledger/streams.ts';
import { type FixedContent, fixContent, type SendingBasis } from '../../exchange/prepare.ts';
import { contentLimits } from '../../exchange/receive.ts';
import { mostAtOnce, type Portion } from '../../registers/portion.ts';
import type { Desk } from '../desk.ts';
import { type Collected, journeysTo } from './collected.ts';
import { collectContent } from './content.ts';
import type { ExchangeDeps } from './wiring.ts';

type Wanted = Pick<Parsed<'packages.prepare'>, 'kind' | 'peer'>;

/** What the next package takes of everything that is due. */
export function nextPortion(desk: Desk, { kind, peer }: Wanted, base: number, most = mostAtOnce): Portion {
  const { engine, vault } = desk.office();
  const until = engine.currentSeq(vault);
  if (!isRecordKind(kind)) return { until, left: 0 };
  const epoch = currentEpoch(vault);
  const answered = epoch ? answeredCursor(vault, peer, kind, outStream(vault, peer, kind, epoch)) : 0;
  const journeys = journeysTo(desk, kind, peer);
  // Refused before and due again with whatever is new; where nothing new fits beside it, as much of it as does.
  const from = most > 0 ? Math.max(answered, base) : base;
  return engine.portionOf(journeys, { from, until }, most > 0 ? most : mostAtOnce);
}

/** What is said of the rest, or undefined. */
export function restText({ left }: Portion): string | undefined {
  return left === 0
    ? undefined
    : `内容较多，本包先带变化较早的，其余${left}条在收到对方对本包的回执后，随下一个数据包发送。`;
}

/** Collected and fixed, as much as a package takes, which is less where records are long. `check` comes before the fixing. */
export async function fixPortion(
  desk: Desk,
  deps: ExchangeDeps,
  input: Parsed<'packages.prepare'>,
  basis: SendingBasis,
  check: (collected: Collected) => Promise<void>,
): Promise<{ readonly collected: Collected; readonly content: FixedContent; readonly portion: Portion }> {
  for (let most = mostAtOnce; ; most = Math.floor(most / 4)) {
    const portion = nextPortion(desk, input, basis.cursor, most);
    const collected = collectContent(desk, deps, input, basis, portion.until);
    await check(collected);
    const content = await fixContent(deps, collected.content);
    if (most === 0 || !isRecordKind(input.kind) || fits(content)) return { collected, content, portion };
  }
}

function fits({ counts, entries }: FixedContent): boolean {
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const bytes = entries
    .filter(({ name }) => !name.startsWith('blobs/'))
    .reduce((sum, { size }) => sum + size, 0);
  return records <= contentLimits.records && bytes <= contentLimits.bytes;
}
