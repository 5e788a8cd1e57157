/** Ways for a letter to go on without a transfer; the decision and its reason are the director's (reference 3.1.2). */
export interface DirectorEnd {
  /** Of the step. */
  readonly key: string;
  /** Of the step, and of the handling that was approved. */
  readonly label: string;
  readonly to: string;
  /** The code of 办理方式 with which a letter waits for it. */
  readonly handling: string;
  readonly asks?: readonly string[];
  readonly requires?: readonly string[];
  /** The letter goes out with it, and a report is waited for from that day on. */
  readonly sends?: boolean;
}

export const directorEnds: readonly DirectorEnd[] = [
  { key: 'retain', label: '留存备查', to: 'RETAINED', handling: 'RETAIN' },
  {
    ...{ key: 'merge', label: '并件', to: 'MERGED', handling: 'MERGE' },
    ...{ asks: ['duplicateOf'], requires: ['duplicateOf'] },
  },
  {
    ...{ key: 'notAccept', label: '不予受理', to: 'NOT_ACCEPTED', handling: 'NOT_ACCEPT' },
    ...{ asks: ['notAcceptReason'], requires: ['notAcceptReason'] },
  },
  {
    ...{ key: 'rectifyNow', label: '立行立改', to: 'IMMEDIATE', handling: 'IMMEDIATE' },
    ...{ asks: ['toOrg', 'sentAt', 'replyDueAt'], requires: ['toOrg', 'sentAt'], sends: true },
  },
];
