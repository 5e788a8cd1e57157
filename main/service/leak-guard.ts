/**
 * Nothing that goes to an inspected organisation may give a petitioner away (reference 6.4). What was found is shown to whom
 * it tells nothing new; everybody else learns which field of which record has to be reworked. There is no way past it but
 * for a name that cannot be left out (to whom a letter goes, who answers for a measure) and is another person's, and in what
 * is published for any name: an ordinary word (高峰论坛) may be somebody's.
 */
import { mayOn } from '../../domain/access/permissions.ts';
import { refuse } from '../../domain/failure.ts';
import { goesOut } from '../../domain/outside-readers.ts';
import type { OutsideReaders } from '../../domain/register.ts';
import type { Leak } from '../../domain/leak-check.ts';
import { registerOf } from '../../domain/registers/registers.ts';
import { type FoundLeak, isUnchecked, type WrittenText } from '../registers/leaks.ts';
import type { Opener } from '../registers/sealed-record.ts';
import type { RecordRef } from '../registers/source-chain.ts';
import type { Desk } from './desk.ts';
import { selfConfirmedUntil } from './disclosure.ts';
import type { Confirmation } from './witnesses.ts';

/** What a second person confirms who opens the petitioners for the check alone. */
export const leakAct = 'leaks.check';
/**
 * The same, who also answers for what was refused: letters that nobody here can compare with, having asked the office that
 * registered them, and people who are only called like a petitioner.
 */
export const vouchAct = 'leaks.vouch';

export interface Outgoing {
  /** What it is called, e.g. 立行立改通知书. */
  readonly name: string;
  /** Number of the form, or the register, for the log. */
  readonly entity: string;
  readonly records: readonly RecordRef[];
  /** The inspected organisation when absent. */
  readonly readers?: OutsideReaders;
  /** Organisations it goes to that no record names. */
  readonly sentTo?: readonly string[];
  readonly written: Iterable<WrittenText> | AsyncIterable<WrittenText>;
  /** From `session.witness`; null where nobody else stands by. */
  readonly witness: string | null;
  /**
   * The step that signs it, where nothing leaves yet: who has to be named and is only called like a petitioner, and with whom
   * nobody here can compare, is answered for when a paper or a package is made of it.
   */
  readonly step?: string;
}

/**
 * Refuses `LeakFound` with the places, or `CheckerNeeded` when the letters behind it name people whom neither the person at
 * the desk nor the second person may see; and where nobody answers for it, `PeopleUntold` when nobody in this office can
 * compare, `NamesakeNamed` when somebody who has to be named is called like a petitioner, `NamesakePublished` when what is published
 * holds such a name anywhere.
 */
export async function refuseLeaks(desk: Desk, outgoing: Outgoing): Promise<void> {
  const second = takeSecond(desk, outgoing.witness);
  try {
    const { engine, vault } = desk.office();
    const opener = vault.compartments.has('petitioner') || !second ? vault : second.proof;
    const sentTo = outgoing.readers === 'public' ? 'all' : outgoing.sentTo;
    const behind = await engine.protectedBehind(opener, outgoing.records, sentTo);
    if (isUnchecked(behind)) refuseUnchecked(outgoing);
    const isPublic = outgoing.readers === 'public';
    const leaks = (await engine.leaksIn(outgoing.written, behind)).filter(
      (leak) => !isPublic || !engine.isVouched(opener, outgoing.entity, leak),
    );
    const given = leaks.filter((leak) => !mayBeVouched(outgoing, leak));
    if (given.length > 0) refuseFound(desk, outgoing, given, behind.isAboutAnybody);
    const isSigned = outgoing.step !== undefined;
    const untold = isSigned ? [] : await behind.untold();
    // Once it has to be asked, all of it: the list of what is published is then taken out without asking again.
    const namesakes = isSigned && leaks.every(({ mayBeNamesake }) => mayBeNamesake) ? [] : leaks;
    if (untold.length + namesakes.length === 0) return;
    if (second?.act !== vouchAct) refuseUnvouched(desk, outgoing, untold, namesakes);
    noteVouched(desk, opener, outgoing, second.person.name, untold, namesakes);
  } finally {
    second?.proof.release();
  }
}

function takeSecond(desk: Desk, witness: string | null): Confirmation | undefined {
  if (witness === null) return undefined;
  const second = desk.witnesses.take(witness, [leakAct, vouchAct], desk.person().actor.userId);
  if (second.proof.compartments.has('petitioner')) return second;
  second.proof.release();
  refuse(
    'WitnessUnfit',
    '不能由此账号核对。',
    '泄密检查要与来源信访件的反映人信息比对，此账号无权查看反映人信息。',
    '请巡察办主任或者信访登记员输入其账号口令。',
  );
}

/** Without their numbers: that there is a lead between them is not for everybody. */
function refuseUnchecked(outgoing: Outgoing): never {
  refuse(
    'CheckerNeeded',
    `“${outgoing.name}”${going(outgoing)}，还没有做泄密检查，${undone(outgoing)}。`,
    '检查要与信访件、接待登记的反映人信息比对，您无权查看这些信息。',
    '请有权查看反映人信息的人员（巡察办主任、信访登记员）在本机输入其账号口令核对，或者由其本人办理。',
  );
}

/** Whoever has to be named somewhere, and every name in what is published, but nothing typed beside the records. */
function mayBeVouched({ readers }: Outgoing, { kind, no, mayBeNamesake }: FoundLeak): boolean {
  return mayBeNamesake || (readers === 'public' && kind === 'name' && no !== '');
}

/** Who answered for what stands in the log; of what is published it is remembered for the unchanged record as well. */
function noteVouched(
  desk: Desk,
  opener: Opener,
  { name, entity, readers }: Outgoing,
  by: string,
  untold: readonly string[],
  namesakes: readonly FoundLeak[],
): void {
  if (untold.length > 0)
    desk.trace({
      action: 'leaks.vouched',
      entity,
      detail: `${name}：${untold.length}件由他办登记，${by}确认已向登记单位核对`,
    });
  if (namesakes.length === 0) return;
  const isPublic = readers === 'public';
  const meant = isPublic ? '他人或者普通词语' : '他人';
  const detail = `${name}：${listed(namesakes.map(placeOf))}与反映人同名，${by}确认是${meant}`;
  desk.commit([], (tx) => {
    if (isPublic) desk.office().engine.noteVouched(tx, opener, entity, namesakes);
    return { output: undefined, audit: { action: 'leaks.namesakes', entity, detail } };
  });
}

/** What comparing cannot settle, all at once: a second person answers for the whole. */
function refuseUnvouched(
  desk: Desk,
  outgoing: Outgoing,
  untold: readonly string[],
  namesakes: readonly FoundLeak[],
): never {
  const name = `“${outgoing.name}”${going(outgoing)}`;
  const isPublic = outgoing.readers === 'public';
  const asked = namesakes.length === 0 ? undefined : listed(namesakes.map((leak) => seen(desk, leak).place));
  const answer =
    '请另一名有权查看反映人信息的人员（巡察办主任、信访登记员）输入其账号口令确认，记入审计日志。';
  const namesakeWhy = `${asked ?? ''}${isPublic ? '，所写的姓名或者字词' : '所写的人员'}与反映人同名。`;
  if (untold.length === 0) {
    const { why, next } = unclear[outgoing.readers ?? 'target'];
    refuse(
      isPublic ? 'NamesakePublished' : 'NamesakeNamed',
      `${name}，其中有与反映人同名的${isPublic ? '人员或者字词' : '人员'}，${undone(outgoing)}。`,
      `${namesakeWhy}${why}`,
      `${next}${answer}${isPublic ? '该件文字不改的，以后导出不再询问。' : ''}`,
    );
  }
  refuse(
    'PeopleUntold',
    `${name}，本机不能完成泄密检查，${undone(outgoing)}。`,
    `来源或者需要一并比对的信访件中，有其他单位登记的（${mayKnow(desk) ? listed(untold) : '编号只对有权查看反映人信息的人员显示，由其本人办理时可见'}），转来时没有说明反映人，也没有可用的比对摘要，本机无从核对。${asked === undefined ? '' : namesakeWhy}`,
    `${healing}或者由登记单位核对所列内容没有暴露反映人；${asked === undefined ? '' : '同名的请核对是否他人；'}核对无误的，${answer}`,
  );
}

/** How letters that told neither people nor digests come to tell them. */
export const healing =
  '请登记该件的巡察办先导入市级的“基础字典与模板”，再发送一次“信访登记”（导入以前发出的实名件自动补发比对摘要，没有反映人的自动注明；来访来电转成的先在该件上登记反映人，由有权查看反映人信息的人员编制），本机导入后即可核对；';

/** Of a name that may be somebody else's. */
const unclear: Readonly<Record<OutsideReaders, { readonly why: string; readonly next: string }>> = {
  target: {
    why: '收件人、责任人、被反映人等须写明，程序不能分辨是不是反映人本人。',
    next: '请核对所写是否应写的人员，写错的改正；确是同名的他人、不会暴露反映人的，',
  },
  public: {
    why: '程序不能分辨是反映人本人、同名的他人，还是普通词语。',
    next: '请打开所列记录核对（看不出是哪一处的，由有权查看反映人信息的人员核对本人口令后重新办理，可看到前后文字），写的是反映人的改写；确是同名的他人或者普通词语、不会暴露反映人的，',
  },
};

/** Numbers only for whom the letters themselves are no secret. */
function mayKnow(desk: Desk): boolean {
  const { vault } = desk.office();
  return (
    vault.compartments.has('petitioner') &&
    mayOn(desk.person().actor.permissions, registerOf('petition'), 'read')
  );
}

const mostListed = 10;

function listed(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const more = unique.length > mostListed ? `等${unique.length}处` : '';
  return `${unique.slice(0, mostListed).join('，')}${more}`;
}

const kindLabels: Readonly<Record<Leak['kind'], string>> = {
  name: '反映人姓名',
  phone: '反映人电话',
  idNumber: '反映人证件号码',
  address: '反映人住址',
  unit: '反映人单位',
  letter: '来信原文',
};

function going({ readers = 'target' }: Outgoing): string {
  return goesOut[readers];
}

const forbidden: Readonly<Record<OutsideReaders, string>> = {
  target: '不得将检举控告材料、反映人信息转给或者告知被检举控告的单位和人员',
  public: '公开宣传不得泄露反映人信息和检举控告内容',
};

/** With more people than the clerk may expect; what tells the organisation would narrow it. */
function comparedWithAll({ readers = 'target', records }: Outgoing, isAboutAnybody: boolean): string {
  if (readers === 'public') return '刊播的内容与全部信访件、来访来电的反映人比对。';
  if (!isAboutAnybody || records.length === 0) return '';
  return '没有写明被巡察党组织，是与全部信访件、来访来电的反映人比对的；请先补填，再重新办理。';
}

function undone({ step }: Outgoing): string {
  return step === undefined ? '没有生成' : `没有办理“${step}”`;
}

function refuseFound(
  desk: Desk,
  outgoing: Outgoing,
  leaks: readonly FoundLeak[],
  isAboutAnybody: boolean,
): never {
  const { name, entity } = outgoing;
  const places = leaks.map(placeOf);
  desk.trace({
    action: 'leaks.found',
    entity,
    detail: `${name}：${listed(places)}`,
    result: '未成功',
  });
  refuse(
    'LeakFound',
    `“${name}”${going(outgoing)}，内容中有${new Set(places).size}处可能暴露反映人，${undone(outgoing)}。`,
    `${forbidden[outgoing.readers ?? 'target']}；与反映人信息、来信内容比对，有相同的。`,
    `请改写以下各处后重新办理：${listed(leaks.map((leak) => describe(desk, leak)))}。不出现反映人姓名、电话、证件号码、住址，不成段引用来信原文。${comparedWithAll(outgoing, isAboutAnybody)}`,
  );
}

function placeOf({ no, label }: FoundLeak): string {
  return no === '' ? label : `${no}（${label}）`;
}

function describe(desk: Desk, leak: FoundLeak): string {
  const { place, isShown } = seen(desk, leak);
  return isShown ? `${place}有${kindLabels[leak.kind]}` : place;
}

/** With what stands around it, for whom that tells nothing new. */
function seen(desk: Desk, leak: FoundLeak): { readonly place: string; readonly isShown: boolean } {
  const { permissions } = desk.person().actor;
  const isShown =
    leak.kind === 'letter'
      ? mayOn(permissions, registerOf('petition'), 'read')
      : mayOn(permissions, registerOf('petition'), 'revealPetitioner') && selfConfirmedUntil(desk) !== null;
  return { place: isShown ? `${placeOf(leak)}“${leak.passage}”` : placeOf(leak), isShown };
}
