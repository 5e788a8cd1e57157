/** Where in the inspection a record belongs: round, group and inspected organisation. */
import type { Field, RelatedRecord, Values } from '../../register.ts';
import { words } from '../../text/words.ts';

/** The three fields every register of an inspection begins with; `roundHelp` says when the round stays empty. */
export function inspectionFields(section: string, roundHelp: string): readonly Field[] {
  return [
    {
      key: 'roundId',
      label: '巡察轮次',
      type: 'text',
      names: 'inspectionRound',
      maxLength: 60,
      section,
      filter: 'text',
      synonyms: words('轮次 批次 巡察批次'),
      example: '2026年第二轮',
      help: roundHelp,
    },
    {
      key: 'groupId',
      label: '巡察组',
      type: 'text',
      names: 'inspectionGroup',
      maxLength: 60,
      section,
      filter: 'text',
      synonyms: words('组别 受理巡察组 受理组'),
      example: '第三巡察组',
    },
    {
      key: 'targetId',
      label: '被巡察党组织',
      type: 'text',
      names: 'target',
      maxLength: 100,
      section,
      filter: 'text',
      searchable: true,
      namesOrganisation: true,
      synonyms: words('被巡察单位 巡察对象 被巡察单位党组织 巡察单位'),
      example: '县民政局党组',
    },
  ];
}

/** The same fields, with the organisation in the list: for registers that are read by organisation. */
export function targetFirst(
  section: string,
  roundHelp: string,
  required: 'required' | 'optional',
): readonly Field[] {
  return inspectionFields(section, roundHelp).map((field) =>
    field.key === 'targetId' ? { ...field, listWidth: 160, required: required === 'required' } : field,
  );
}

/** The same three of another record, for what is made of it. */
export function inspectionOf({ values }: Pick<RelatedRecord, 'values'>): Values {
  return {
    roundId: values['roundId'] ?? null,
    groupId: values['groupId'] ?? null,
    targetId: values['targetId'] ?? null,
  };
}
