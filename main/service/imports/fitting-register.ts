/** Whose table a sheet is: a ledger taken into the wrong register would end in 备注, column by column. */
import {
  mayOn,
  type Permission,
  permissionOn,
  roleLabels,
  rolesWith,
} from '../../../domain/access/permissions.ts';
import type { Register } from '../../../domain/register.ts';
import { registerOf, registers, type RegisterId } from '../../../domain/registers/registers.ts';
import { fittingHeadings } from '../../registers/spreadsheet/column-mapping.ts';
import { detectLayout } from '../../registers/spreadsheet/header-detection.ts';
import { asOneSheet } from '../../registers/spreadsheet/parts-as-rows.ts';
import type { Sheet } from '../../registers/spreadsheet/sheets.ts';
import { importTargets } from '../../registers/spreadsheet/targets.ts';

/** Headings stand among the first rows. */
const looked = 40;
/** So many headings more have to fit: registers share many. */
const clearly = 3;

export interface Fitting {
  readonly register: RegisterId;
  readonly label: string;
  /** Columns whose headings it knows. */
  readonly columns: number;
  /** The same of the register that was chosen. */
  readonly chosen: number;
  /** The posts that may import it, where whoever asks may not; else null. */
  readonly by: string | null;
}

/** The register whose fields the headings name clearly better than those of the chosen one; undefined where none does. */
export function betterRegister(
  chosen: Pick<Register, 'id'>,
  sheet: Sheet,
  permissions: ReadonlySet<Permission>,
): Fitting | undefined {
  const head = { ...sheet, rows: sheet.rows.slice(0, looked) };
  const fitOf = (register: Register): number => {
    const targets = importTargets(asOneSheet(register));
    return fittingHeadings(detectLayout(head, targets), targets);
  };
  const own = fitOf(registerOf(chosen.id));
  const [best] = registers
    .filter((each) => each.id !== chosen.id && !isRowOfPart(each) && importers(each).length > 0)
    .map((each) => ({
      ...{ register: each.id, label: each.label, columns: fitOf(each), chosen: own },
      by: mayOn(permissions, each, 'import') ? null : importers(each).join('、'),
    }))
    .toSorted((one, other) => other.columns - one.columns);
  return best && best.columns >= own + clearly ? best : undefined;
}

/** The posts that may import a register. */
function importers(register: Register): readonly string[] {
  const needed = permissionOn(register, 'import');
  return needed === undefined ? [] : rolesWith(needed).map((role) => roleLabels[role]);
}

/** Measures come in with their items. */
function isRowOfPart({ partOf }: Register): boolean {
  return partOf !== undefined && registerOf(partOf.register).partOf !== undefined;
}
