/**
 * Before records leave without their sealed rows (reference 3.16 type 4), what travels of them is compared with the people
 * behind them, as a paper for an inspected organisation is: a name typed into a summary, or into the name of a scan, would
 * go along in clear.
 */
import type { Register } from '../../domain/register.ts';
import { refuseCompartment } from '../vault/failures.ts';
import { type EngineContext, moduleOf } from './commands.ts';
import { type FoundLeak, isUnchecked, leaksIn, protectedBehind, type WrittenText } from './leaks.ts';
import { changedSince, packagedRecord, type PackagedRecord } from './packaged.ts';
import { type AttachmentToSend, packagedAttachment } from './packaged-attachments.ts';
import { createPeopleFinder, type FindPeople } from './people-about.ts';
import { quote } from './sql.ts';
import type { Journey, Since } from './travelling.ts';
import { typedIn } from './typed-texts.ts';

/** A record that may not go as it is, and the labels of where it names somebody. */
export interface Named {
  /** `untold`: nothing was found, but it rests on letters of other offices with whose people nobody here can compare. */
  readonly kind: 'named' | 'untold';
  readonly no: string;
  readonly places: readonly string[];
  /** A written reason lets it pass: there is nothing but names, which others may bear too. */
  readonly mayPass: boolean;
}

/**
 * Records changed since, up to `until`, and those of `attachments`, whose travelling texts give away a petitioner
 * of theirs or of what stands behind them. Refuses `CompartmentClosed` when this session may not know these people. Lets
 * other work go on.
 */
export async function findNamed(
  context: EngineContext,
  journey: Journey,
  since: Since,
  until: number,
  attachments: readonly AttachmentToSend[],
): Promise<readonly Named[]> {
  const { register } = journey;
  const findings = collectFindings();
  const findPeople = createPeopleFinder(context, context.vault);
  for await (const record of changedSince(context, journey, since, until, { identities: 'none' }))
    findings.add(await findingsIn(context, findPeople, register, record.id, textsOf(register, record)));
  for (const [id, names] of fileNamesByRecord(attachments)) {
    const no = numberOf(context, register, id);
    findings.add(
      await findingsIn(
        context,
        findPeople,
        register,
        id,
        names.map((name) => fileName(no, name)),
      ),
    );
  }
  return findings.all();
}

/**
 * The same of what stands fixed in a package already: for whoever approves it, when its maker may not know the people.
 * `lines` are records and attachments as they travel.
 */
export async function findNamedIn(
  context: EngineContext,
  lines: AsyncIterable<{ readonly register: string; readonly line: unknown }>,
): Promise<readonly Named[]> {
  const findings = collectFindings();
  const findPeople = createPeopleFinder(context, context.vault);
  for await (const { register: name, line } of lines) {
    const scan = packagedAttachment.safeParse(line).data;
    const record = packagedRecord.safeParse(line).data;
    if (scan) {
      const { register } = moduleOf(context, scan.register);
      const text = fileName(numberOf(context, register, scan.record), scan.name);
      findings.add(await findingsIn(context, findPeople, register, scan.record, [text]));
    } else if (record) {
      const { register } = moduleOf(context, name);
      findings.add(await findingsIn(context, findPeople, register, record.id, textsOf(register, record)));
    }
  }
  return findings.all();
}

interface Findings {
  /** Number of the record when it rests on what nobody here can compare. */
  readonly untold: string | undefined;
  readonly leaks: readonly Pick<FoundLeak, 'no' | 'label'>[];
  readonly mayPass: boolean;
}

/**
 * A letter may be told in its own words; what is meant for the inspected organisation may not, and is given to it by an
 * office that does not know the letter: so a reason lets a name pass only where somebody has to be named, and what nobody
 * here can compare needs one.
 */
async function findingsIn(
  context: EngineContext,
  findPeople: FindPeople,
  { id: name, outsideReaders }: Register,
  id: string,
  written: readonly WrittenText[],
): Promise<Findings> {
  const starts = [{ register: name, id }];
  const behind = await protectedBehind(
    context,
    context.vault,
    starts,
    outsideReaders ? findPeople : null,
    outsideReaders === 'public' ? 'all' : [],
  );
  if (isUnchecked(behind)) refuseCompartment();
  const texts = outsideReaders ? behind.texts : behind.texts.filter(({ kind }) => kind !== 'letter');
  const leaks = await leaksIn(context, written, { ...behind, texts });
  return {
    untold: outsideReaders && (await behind.untold()).length > 0 ? written[0]?.no : undefined,
    leaks,
    mayPass: leaks.every(({ kind, mayBeNamesake }) => kind === 'name' && (!outsideReaders || mayBeNamesake)),
  };
}

function collectFindings(): {
  readonly add: (found: Findings) => void;
  readonly all: () => readonly Named[];
} {
  const byNo = new Map<string, Named>();
  const untoldByNo = new Map<string, Named>();
  return {
    add: ({ untold, leaks, mayPass }) => {
      if (untold !== undefined)
        untoldByNo.set(untold, { kind: 'untold', no: untold, places: [], mayPass: true });
      for (const { no, label } of leaks) {
        const known = byNo.get(no);
        const places = new Set([...(known?.places ?? []), label]);
        byNo.set(no, {
          ...{ kind: 'named', no, places: [...places] },
          mayPass: mayPass && known?.mayPass !== false,
        });
      }
    },
    all: () => [...byNo.values(), ...untoldByNo.values()],
  };
}

/** A letter with many scans is read once. */
function fileNamesByRecord(attachments: readonly AttachmentToSend[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { line } of attachments) {
    const known = names.get(line.record);
    if (known) known.push(line.name);
    else names.set(line.record, [line.name]);
  }
  return names;
}

function fileName(no: string, text: string): WrittenText {
  return { no, label: '附件名称', text };
}

function numberOf({ vault }: EngineContext, { id: table }: Register, id: string): string {
  return vault.get<{ no: string }>(`SELECT no FROM ${quote(table)} WHERE id = ?`, [id])?.no ?? id;
}

/** What somebody typed of what travels. */
function textsOf(register: Register, record: PackagedRecord): readonly WrittenText[] {
  const { no, void: voided } = record;
  return [...typedIn(register, record), ...(voided ? [{ no, label: '作废理由', text: voided.reason }] : [])];
}
