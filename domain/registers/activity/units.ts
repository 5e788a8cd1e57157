/** In which unit each kind of work is counted (reference 3.9, R-04); people and events are never mixed. */

/** The first is meant when the record names none; kinds the office has added may be counted in any unit. */
export const unitsByKind: Readonly<Record<string, readonly string[]>> = {
  REPORT: ['TIME'],
  TALK: ['PERSON_TIME'],
  VOTE: ['SHEET'],
  SURVEY: ['SHEET'],
  DOCUMENTS: ['SHEET'],
  VISIT: ['HOUSEHOLD', 'PLACE', 'TIME'],
  FIELD: ['TIME', 'PLACE'],
  SIT_IN: ['TIME'],
  DECLARATION: ['PERSON'],
  PETITION: ['LETTER', 'BATCH', 'TIME'],
  UNDERCOVER: ['TIME', 'PLACE'],
  ASSISTANCE: ['ITEM_TIME'],
  FORUM: ['TIME'],
};

/** Kinds on paper sheets, of which some are given out and fewer come back. */
export const sheetKinds: readonly string[] = ['VOTE', 'SURVEY'];
