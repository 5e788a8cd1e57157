/** To whom each kind of notice goes (reference 3.5.3, 3.5): the nearer the end, the higher. */
import type { LightColour } from '../../calendar/lights.ts';
import type { Proposal } from '../../proposal.ts';
import type { RecordCheck, Values } from '../../register.ts';
import { filled } from '../common/rules.ts';

export const recipientLabels = {
  toOrg: '主送单位',
  orgHead: '党组织主要负责人',
  chargeLeader: '分管领导',
  toPerson: '主办人',
} as const;
export type Recipient = keyof typeof recipientLabels;

/** In the order in which a letter names them. */
export const allRecipients = ['toOrg', 'orgHead', 'chargeLeader', 'toPerson'] as const;

const recipients: Readonly<Record<string, readonly Recipient[]>> = {
  GREEN: ['toPerson'],
  YELLOW: ['chargeLeader', 'toPerson'],
  RED: ['toOrg', 'orgHead'],
  IMMEDIATE: ['toOrg', 'orgHead'],
};

/** Those a kind goes to, and to nobody else; undefined where the office names whom it likes. */
export function recipientsOf(kind: unknown): readonly Recipient[] | undefined {
  return recipients[String(kind)];
}

/** Those who are named though the kind does not go to them. */
export function strangers(values: Values): readonly Recipient[] {
  const wanted = recipientsOf(values['kind']);
  return wanted ? allRecipients.filter((key) => !wanted.includes(key) && filled(values[key])) : [];
}

export function labelsOf(keys: readonly Recipient[]): string {
  return keys.map((key) => recipientLabels[key]).join('、');
}

/** Why a letter may not go to everybody: the kinds and whom each goes to. */
export const recipientsRule =
  '绿色预警函发主办人，黄色预警函发主办人和分管领导，红色预警函和立行立改通知书发主办单位和党组织主要负责人。';

/** What is said of people who are named though the kind does not go to them; empty when there are none. */
export function strangersText(values: Values): string {
  const extra = strangers(values);
  return extra.length === 0 ? '' : `这种文书不发${labelsOf(extra)}。`;
}

/**
 * Asks as the letter is drafted what would be refused as it is signed. Only asks: a draft from before must go on to be
 * withdrawn, and old sheets are taken over as they are.
 */
export const recipientsCheck: RecordCheck = {
  key: 'recipientsTooMany',
  severity: 'warning',
  check: ({ values }) => {
    const what = strangersText(values);
    if (what === '' || filled(values['approvedAt']) || filled(values['sentAt'])) return undefined;
    return {
      type: 'RecipientsTooMany',
      what,
      why: `${recipientsRule}不改正的，签发时不予签发。`,
      next: '请去掉多余的发送对象；需要知会的可填入抄送。',
      fields: Object.fromEntries(strangers(values).map((key) => [key, '请去掉。'])),
    };
  },
};

/** The letter of the light's colour with its recipients; with no light on, whoever is known. */
export function addressed(
  light: LightColour | undefined,
  known: Readonly<Partial<Record<Recipient, Values[string]>>>,
): Values {
  const wanted = recipientsOf(light);
  const keys = wanted ?? allRecipients;
  return {
    ...(wanted && light ? { kind: light } : {}),
    ...Object.fromEntries(keys.map((key) => [key, known[key] ?? null])),
  };
}

/** Takes out whom another kind was to go to. */
export const recipientsProposal: Proposal = {
  key: 'recipients',
  section: '发送对象',
  propose: ({ values }) => {
    const wanted = recipientsOf(values['kind']);
    const extra = strangers(values);
    if (!wanted || extra.length === 0) return undefined;
    return {
      text: `这种文书只发${labelsOf(wanted)}，建议去掉${labelsOf(extra)}；需要知会的可填入抄送。`,
      values: Object.fromEntries(extra.map((key) => [key, null])),
    };
  },
};
