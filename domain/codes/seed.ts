/**
 * The code lists a new vault starts with. From then on the lists live in the vault and the office edits them:
 * places and years differ, so no program text may depend on a label, only on the codes the rules name.
 */
import type { Code } from '../register.ts';
import * as activities from './activities.ts';
import * as archives from './archives.ts';
import * as auditMaterials from './audit-materials.ts';
import * as institutions from './institutions.ts';
import * as resultUses from './result-uses.ts';
import * as visits from './visits.ts';
import * as coordination from './coordination.ts';
import * as content from './content.ts';
import * as funds from './funds.ts';
import * as handling from './handling.ts';
import * as intake from './intake.ts';
import { laterSynonyms } from './later-synonyms.ts';
import * as maturity from './maturity.ts';
import * as meetings from './meetings.ts';
import * as leads from './leads.ts';
import * as receptions from './receptions.ts';
import * as people from './people.ts';
import * as linkage from './linkage.ts';
import * as planning from './planning.ts';
import * as problems from './problems.ts';
import * as rectification from './rectification.ts';
import * as supervision from './supervision.ts';
import type { CodeListInfo, CodeListSeed } from './rows.ts';

const seeds: readonly CodeListSeed[] = [
  ...Object.values(intake),
  ...Object.values(content),
  ...Object.values(handling),
  ...Object.values(maturity),
  ...Object.values(meetings),
  ...Object.values(funds),
  ...Object.values(activities),
  ...Object.values(archives),
  ...Object.values(auditMaterials),
  ...Object.values(institutions),
  ...Object.values(resultUses),
  ...Object.values(visits),
  ...Object.values(receptions),
  ...Object.values(leads),
  ...Object.values(problems),
  ...Object.values(rectification),
  ...Object.values(supervision),
  ...Object.values(planning),
  ...Object.values(linkage),
  ...Object.values(people),
  ...Object.values(coordination),
];

/** Every list by id and Chinese name. */
export const codeLists: readonly CodeListInfo[] = seeds.map(({ id, label }) => ({ id, label }));

/** Every shipped row, with the words of all editions. */
export const codeSeed: readonly Code[] = seeds.flatMap(({ codes }) => codes.map(withLaterSynonyms));

function withLaterSynonyms(code: Code): Code {
  const later = laterSynonyms.filter((each) => each.list === code.list && each.code === code.code);
  return { ...code, synonyms: [...code.synonyms, ...later.flatMap(({ synonyms }) => synonyms)] };
}
