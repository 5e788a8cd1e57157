/** A lead beside the letters it was made from: one that another office made of the same letter, and handed over, is here already. */
import type { Failure } from '../../domain/failure.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import type { Values } from '../../domain/register.ts';
import { textOf } from '../../domain/text/text-of.ts';
import type { Reader } from '../vault/api.ts';
import type { RegisterModule } from './deps.ts';
import { namedIds } from './related.ts';

export const leadModule: RegisterModule = {
  register: lead,
  extraColumns: [],
  warnings: ({ id, values, before }, _clocks, reader, { office }) => {
    const known = new Set(namedIds(before['petitionIds']));
    const added = namedIds(values['petitionIds']).filter((each) => !known.has(each));
    const isDated = added.length > 0 || textOf(before['registeredAt']) !== textOf(values['registeredAt']);
    return {
      leadOfLetter: refuseSecondLead(reader, office.id, id, added),
      secondLead: askSecondOwn(reader, id, added),
      ...(isDated ? { beforeLetter: refuseBeforeLetter(reader, values) } : {}),
    };
  },
};

interface Found {
  readonly letter: string;
  readonly lead: string | null;
  readonly leadNos: string | null;
  readonly leadOffice: string | null;
}

/**
 * One letter may well lead to several leads; see {@link askSecondOwn} for those this office makes itself. Of one that a superior
 * made, or handed over to `own`, the clerk need not know: he is told before he makes the second. What another office wrote down
 * of its letter is said to that office, not to the superior, who made the lead himself.
 */
function refuseSecondLead(
  reader: Reader,
  own: string,
  id: string,
  letters: readonly string[],
): Failure | undefined {
  const [found] = letters
    .flatMap(
      (letter) =>
        reader.get<Found & Record<string, string | null>>(
          `SELECT p.no AS letter, p.convertedLeadIds AS leadNos, CASE WHEN p.office = ? THEN p.leadOffice END AS leadOffice,
           (SELECT l.no FROM link k JOIN lead l ON l.id = k.record
            WHERE k.target = p.id AND k.register = 'lead' AND k.field = 'petitionIds'
              AND l.id <> ? AND l.voidAt IS NULL AND l.office = ? AND l.importedFrom IS NOT NULL
              AND (SELECT c.action FROM change c WHERE c.record = l.id ORDER BY c.rev LIMIT 1) = 'receive' ORDER BY l.no LIMIT 1) AS lead
         FROM petition p WHERE p.id = ?`,
          [own, id, own, letter],
        ) ?? [],
    )
    .filter(({ lead: there, leadOffice }) => there !== null || leadOffice !== null);
  if (!found) return undefined;
  const { letter, lead: there, leadOffice, leadNos } = found;
  return {
    type: 'LeadAlreadyMade',
    what:
      there === null
        ? `信访件${letter}已由${leadOffice ?? '上级'}转为问题线索${leadNos ?? ''}。`
        : `信访件${letter}已有其他单位移交来的问题线索${there}。`,
    why: '同一件信访的同一问题登记为两条线索，会重复办理、重复统计。',
    next:
      there === null
        ? '请不要再登记，由该单位办理；信访件反映的另一问题须另立线索的，说明后保存。'
        : `请办理${there}，信访件办理“转线索”即可；信访件反映的另一问题须另立线索的，说明后保存。`,
    fields: { petitionIds: `${letter}已转为问题线索。` },
  };
}

/**
 * Also of one that was handed over since. What came from elsewhere {@link refuseSecondLead} tells of. Content is not
 * compared: it is sealed, and may be put in other words.
 */
function askSecondOwn(reader: Reader, id: string, letters: readonly string[]): Failure | undefined {
  const found = reader.get<{ letter: string; nos: string }>(
    `SELECT p.no AS letter, group_concat(l.no, '、' ORDER BY l.no) AS nos
     FROM petition p JOIN link k ON k.target = p.id AND k.register = 'lead' AND k.field = 'petitionIds'
     JOIN lead l ON l.id = k.record
     WHERE p.id IN (SELECT value FROM json_each(?)) AND l.id <> ? AND l.voidAt IS NULL
       AND (SELECT c.action FROM change c WHERE c.record = l.id ORDER BY c.rev LIMIT 1) <> 'receive'
     GROUP BY p.id ORDER BY p.no LIMIT 1`,
    [JSON.stringify(letters), id],
  );
  if (!found) return undefined;
  return {
    type: 'SecondLead',
    what: `信访件${found.letter}已由本单位登记问题线索${found.nos}。`,
    why: '同一件信访的同一问题登记为两条线索，会重复办理、重复统计。',
    next: `请核对${found.nos}；信访件反映的另一问题须另立线索的，说明后保存。`,
    fields: { petitionIds: `${found.letter}已登记${found.nos}。` },
  };
}

/** A lead is made of a letter that has been registered; the other way round one of the days is a slip. */
function refuseBeforeLetter(reader: Reader, values: Values): Failure | undefined {
  const registered = textOf(values['registeredAt']);
  const later = reader.get<{ no: string; day: string }>(
    `SELECT no, registeredAt AS day FROM petition
     WHERE id IN (SELECT value FROM json_each(?)) AND registeredAt > ? ORDER BY registeredAt DESC LIMIT 1`,
    [JSON.stringify(namedIds(values['petitionIds'])), registered],
  );
  if (!later || registered === '') return undefined;
  return {
    type: 'BeforeLetter',
    what: `入库日期（${registered}）早于来源信访件${later.no}的登记日期（${later.day}）。`,
    why: '线索由已登记的信访件转来，入库在信访件登记以后。',
    next: '请核对入库日期和来源信访件；信访件是事后补录的，说明后保存。',
    fields: { registeredAt: '早于来源信访件的登记日期。' },
  };
}
