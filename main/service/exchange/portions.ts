/** The content of a package that must not grow beyond what a package takes: the oldest changes first, the rest after the receipt. */
import { isRecordKind } from '../../../domain/package-kinds.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { answeredBy } from '../../exchange/ledger/answered.ts';
import { currentEpoch } from '../../exchange/ledger/epoch.ts';
import { outStream } from '../../exchange/ledger/streams.ts';
import { type FixedContent, fixContent, type SendingBasis } from '../../exchange/prepare.ts';
import { contentLimits } from '../../exchange/receive.ts';
import { mostAtOnce, type Portion } from '../../registers/portion.ts';
import type { Desk } from '../desk.ts';
import { type Collected, type Due, journeysTo } from './collected.ts';
import { collectContent } from './content.ts';
import type { ExchangeDeps } from './wiring.ts';

type Wanted = Pick<Parsed<'packages.prepare'>, 'kind' | 'peer'>;

/** How much is tried: so many of the new changes beside what was refused, or without `fresh` of all since the base. */
interface Attempt {
  readonly fresh: boolean;
  readonly most: number;
}

/** Less and less. Where nothing new fits beside what was refused, as much of that as does. */
function* attempts(): Generator<Attempt> {
  for (const fresh of [true, false]) {
    for (let most = mostAtOnce; most > 0; most = Math.floor(most / 4)) yield { fresh, most };
    yield { fresh, most: 0 };
  }
}

/**
 * What the next package takes of everything that is to go. Of what the recipient has answered for, that is what he refused:
 * all of it again would one day be more than a package holds, and nothing new would ever go.
 */
export function nextPortion(
  desk: Desk,
  { kind, peer }: Wanted,
  base: number,
  { fresh, most }: Attempt = { fresh: true, most: mostAtOnce },
): Due {
  const { engine, vault } = desk.office();
  const until = engine.currentSeq(vault);
  if (!isRecordKind(kind)) return { since: base, portion: { until, left: 0 } };
  const epoch = currentEpoch(vault);
  const answered = epoch && answeredBy(vault, peer, kind, outStream(vault, peer, kind, epoch));
  const journeys = journeysTo(desk, kind, peer);
  const from = fresh && answered ? Math.max(answered.cursor, base) : base;
  const again = fresh ? answered?.refused : undefined;
  const portionOf = (changes: number): Portion => engine.portionOf(journeys, { from, until }, changes);
  const whole = portionOf(most);
  // Where all of it does not go at once, what is new would wait behind what is refused time and again and never named.
  const few = fresh && whole.left > 0 ? answered?.few : undefined;
  return {
    since: again ? { base, answered: from, again } : base,
    portion: few === undefined || few >= most ? whole : portionOf(few),
  };
}

/** What is said of the rest, or undefined. */
export function restText({ left }: Portion): string | undefined {
  return left === 0
    ? undefined
    : `内容较多，本包先带变化较早的，其余${left}条在收到对方对本包的回执后，随下一个数据包发送。`;
}

interface Fixed {
  readonly collected: Collected;
  readonly content: FixedContent;
  readonly portion: Portion;
}

/** Collected and fixed, as much as a package takes, which is less where records are long. `check` comes before the fixing. */
export async function fixPortion(
  desk: Desk,
  deps: ExchangeDeps,
  input: Parsed<'packages.prepare'>,
  basis: SendingBasis,
  check: (collected: Collected) => Promise<void>,
): Promise<Fixed> {
  let fixed: Fixed | undefined;
  for (const attempt of attempts()) {
    const due = nextPortion(desk, input, basis.cursor, attempt);
    const collected = collectContent(desk, deps, input, basis, due);
    await check(collected);
    const content = await fixContent(deps, collected.content);
    fixed = { collected, content, portion: due.portion };
    if (!isRecordKind(input.kind) || fits(content)) break;
  }
  if (!fixed) throw new Error('nothing was tried');
  return fixed;
}

function fits({ counts, entries }: FixedContent): boolean {
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const bytes = entries
    .filter(({ name }) => !name.startsWith('blobs/'))
    .reduce((sum, { size }) => sum + size, 0);
  return records <= contentLimits.records && bytes <= contentLimits.bytes;
}
