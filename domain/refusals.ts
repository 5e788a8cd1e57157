/** Why a record of a package was not taken where it arrived, and what its sender does about it (docs/package-format.md). */

/** By what its sender can do; the sentence beside it says what was found. */
export const refusalAdvice = {
  /** Not of the agreed shape, or of a register or field the recipient does not know. */
  malformed: '请与对方核对软件版本，两边升级到同一版本后随下一个数据包重发；版本相同的，请更正此件后重发。',
  /** Its kind of package, or its register, may not bring it. */
  forbidden: '此件（附件）按规定不能这样传递，不用重发；确需传递的，请与对方联系。',
  /** It is another office's. */
  notOwner: '请与对方核对此件由哪个单位登记；由登记单位更正、发送。',
  /** What it belongs to has not come. */
  wholeMissing: '请先把所属的件（计划、事项、通知等）发给对方；对方恢复过备份的，请对方重出回执后重新发送。',
  /** Its number means something else there. */
  numberTaken: '请与对方逐件核对编号；本单位编号有误的更正后重发，对方有误的由对方处理。',
  /** The same revision with another content, or the same record twice. */
  conflict: '请与对方逐件核对内容；核对后在本单位更正此件（更正后版次增加），随下一个数据包重发。',
  /** The file of a scan did not come along. */
  fileMissing: '请重新制作数据包并带上附件。',
} as const satisfies Readonly<Record<string, string>>;

export type RefusalCode = keyof typeof refusalAdvice;

/** The judgement on a record that is not taken; `reason` is a Chinese sentence that quotes nothing of its content. */
export function refused(code: RefusalCode, reason: string) {
  return { outcome: 'refused', code, reason } as const;
}

/** For a code that a newer program gave as well. */
export function adviceOn(code: string): string {
  return Object.hasOwn(refusalAdvice, code)
    ? refusalAdvice[code as RefusalCode]
    : '请按对方的说明与对方核对后更正，随下一个数据包重发。';
}

/** The same revision of a record with another content. */
export const contradiction = refused('conflict', '同一版次的内容与以前收到的不同，请与来文单位核对。');
