import { codesOf, matchCode, type CodeIndex } from '../../../domain/codes/lookup.ts';
import type { Field } from '../../../domain/register.ts';
import { splitPhones } from '../../../domain/text/identifiers.ts';
import { looksLikeDate, looksLikeIdNumber, looksLikeNumber, looksLikePhone } from './cell-shapes.ts';
import { booleanOf } from './cell-parsers.ts';
import type { Cell } from './sheets.ts';

/** What a look at the first rows of a column says about it. */
export interface ColumnStatistics {
  readonly filled: number;
  readonly samples: readonly string[];
  readonly averageLength: number;
  /** Share (0–1) of the filled cells that fit a field of this type. */
  readonly fit: (field: Field) => number;
  /** The same of the cells whose text is such. */
  readonly share: (is: (text: string) => boolean) => number;
}

const sampleSize = 200;

export function columnStatistics(cells: readonly Cell[], codes: CodeIndex, today: string): ColumnStatistics {
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  const sample = filled.slice(0, sampleSize);
  const share = (fits: (cell: Cell) => boolean): number =>
    sample.length === 0 ? 0 : sample.filter(fits).length / sample.length;
  const fitsByKey = new Map<string, number>();
  return {
    filled: filled.length,
    samples: [...new Set(sample.map((cell) => cell.text.trim()))].slice(0, 5),
    averageLength:
      sample.reduce((sum, cell) => sum + cell.text.trim().length, 0) / Math.max(1, sample.length),
    fit: (field) => {
      const key = `${field.type}:${field.list ?? ''}`;
      let fit = fitsByKey.get(key);
      if (fit === undefined) {
        fit = share((cell) => fitsField(cell, field, codes, today));
        fitsByKey.set(key, fit);
      }
      return fit;
    },
    share: (is) => share((cell) => is(cell.text.trim())),
  };
}

function fitsField(cell: Cell, field: Field, codes: CodeIndex, today: string): boolean {
  switch (field.type) {
    case 'date':
    case 'instant':
      return cell.kind === 'date' || looksLikeDate(cell.text) || isSerial(cell);
    case 'phone':
      return splitPhones(cell.text).phones.length > 0;
    case 'idNumber':
      return looksLikeIdNumber(cell.text);
    case 'integer':
    case 'money':
      return looksLikeNumber(cell.text.replace(/[件人份页元万次]/gu, ''));
    case 'boolean':
      return booleanOf(cell.text, field) !== undefined;
    case 'code':
    case 'codes': {
      const list = field.list ?? '';
      return (
        codesOf(codes, list).length > 0 &&
        cell.text.split(/[、，,；;/\n]/u).some((part) => matchCode(codes, list, part, today))
      );
    }
    default:
      return cell.kind === 'text' && !looksLikeDate(cell.text) && !looksLikePhone(cell.text);
  }
}

/** A day number of this century that lost its date format. */
function isSerial(cell: Cell): boolean {
  const number = cell.kind === 'number' || /^\d{5}$/.test(cell.text) ? Number(cell.text) : 0;
  return number > 36_526 && number < 73_051;
}
