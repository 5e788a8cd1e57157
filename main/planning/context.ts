/** What planning looks at: the records, the codes, and the places of the office's city. */
import { reformsOf } from '../../domain/avoidance/reforms.ts';
import { createUnitComparison, type CompareUnits } from '../../domain/avoidance/units.ts';
import type { CodeIndex } from '../../domain/codes/lookup.ts';
import type { OfficeRow } from '../../domain/office-tables/office-table.ts';
import { placeUnitIn, type Places } from '../../domain/planning/unit-region.ts';
import { chineseDate } from '../deps.ts';
import type { GuardDeps } from '../registers/deps.ts';
import type { Opener } from '../registers/sealed-record.ts';
import type { Reader } from '../vault/api.ts';

export interface PlanningContext extends Places {
  readonly vault: Reader & Opener;
  readonly codes: CodeIndex;
  readonly rows: readonly OfficeRow[];
  readonly today: string;
  readonly ownOffice: string;
  /** The office's own city or county. */
  readonly ownRegion: string;
  readonly compare: CompareUnits;
}

const nowhere: Places = { city: undefined, counties: [], regionName: (code) => code };

/** `reader` may be a transaction: what was written in it counts. */
export function planningContext(deps: GuardDeps, reader: Reader = deps.vault): PlanningContext {
  const places = deps.places?.() ?? nowhere;
  const { codes, officeRows } = deps.reference(reader);
  const today = chineseDate(deps.now());
  return {
    ...places,
    vault: reader === deps.vault ? deps.vault : within(reader, deps.vault),
    codes,
    rows: officeRows,
    today,
    ownOffice: deps.office.id,
    ownRegion: deps.office.region,
    compare: createUnitComparison(
      (unit, said) => placeUnitIn(said, unit, places.city, places.counties),
      reformsOf(officeRows, today),
    ),
  };
}

function within(reader: Reader, opener: Opener): Reader & Opener {
  return {
    all: (sql, params) => reader.all(sql, params),
    get: (sql, params) => reader.get(sql, params),
    compartments: opener.compartments,
    openField: (...args) => opener.openField(...args),
    blindToken: (...args) => opener.blindToken(...args),
  };
}
