/** In what a part of a sheet is set: what `paper-style.ts` says to Chromium, said to Word. */
import type { AlignmentType, IRunOptions } from 'docx';
import { fontRoles, type FontRole } from '../fonts.ts';
import { typeSizes } from '../paper-style.ts';
import type { Element } from './markup.ts';

/** What a paragraph takes over from what it stands in. */
export interface Type {
  readonly points: number;
  readonly face: FontRole;
  readonly align: (typeof AlignmentType)[keyof typeof AlignmentType];
  /** Lines of a letter stand `letterLine` apart. */
  readonly isLetter: boolean;
  /** What is laid down is hung by its numbers. */
  readonly isRules: boolean;
  /** Red, as an organ's name over its letter. */
  readonly isRed: boolean;
  /** Width there is to fill, in millimetres. */
  readonly width: number;
}

/** Twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20);
export const twipsOfMillimetres = (millimetres: number): number => twips((millimetres * 72) / 25.4);

const sizes: Readonly<Record<string, number>> = typeSizes;

/** The type of what stands in the element. */
export function typeWithin(type: Type, { tag, classes }: Element): Type {
  const [points = type.points] = [...classes].flatMap((name) => sizes[name] ?? []);
  // Tables in a letter keep the lines of tables.
  const isLetter = tag !== 'table' && (type.isLetter || classes.has('letter') || classes.has('report'));
  return { ...type, points, isLetter, isRules: type.isRules || classes.has('rules') };
}

/**
 * The official name of each face: Word and WPS take it by name where the PC has it and another of its kind where not, and
 * say so themselves.
 */
export function faceOf(role: FontRole): NonNullable<IRunOptions['font']> {
  const [name = ''] = fontRoles[role].official.filter((each) => /[\u4e00-\u9fff]/u.test(each));
  return { ascii: name, hAnsi: name, cs: name, eastAsia: name };
}
