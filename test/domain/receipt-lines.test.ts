import { fc } from '../support/property.ts';
import { describe, expect, it } from 'vitest';
import { groupDigits, readReceiptLines, writeReceiptLines } from '../../domain/receipt-lines.ts';

const contents = fc.stringMatching(/^[1-9]\d{100,200}$/u);
const content = '7'.repeat(103);

/** What hands, scanners and input methods make of a line without changing what it says. */
const disguises: readonly ((line: string) => string)[] = [
  (line) => line,
  groupDigits,
  (line) => line.replaceAll(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (line) => line.replaceAll('0', 'O').replaceAll('1', 'l'),
  (line) => `　${groupDigits(line).replaceAll(' ', '，')}。`,
  (line) => groupDigits(line).replaceAll(' ', '-'),
  (line) => groupDigits(line).replaceAll(' ', '\n'),
];

describe('a printed receipt', () => {
  it('is read back whatever way its lines were typed, scanned, mixed up or repeated', () => {
    const faults = fc.array(fc.tuple(fc.nat(8), fc.nat(disguises.length - 1)), { maxLength: 12 });
    const ends = fc.constantFrom('\n', '\r\n', '\n\n', '\r');
    fc.assert(
      fc.property(contents, faults, ends, fc.nat(), (digits, extra, end, seed) => {
        const lines = writeReceiptLines(digits);
        const order = [...lines.keys()].sort((a, b) => ((a * 7 + seed) % 11) - ((b * 7 + seed) % 11));
        const rows = [...order.map((at) => [at, seed + at] as const), ...extra].map(([at, how]) =>
          (disguises[how % disguises.length] ?? groupDigits)(lines[at % lines.length] ?? ''),
        );
        const read = readReceiptLines(rows.join(end));
        expect(read.problems).toEqual([]);
        expect(read.content?.replace(/^0+/u, '')).toBe(digits);
      }),
    );
  });

  it('scanned from one symbol comes without any line end', () => {
    const read = readReceiptLines(`${writeReceiptLines(content).join('')}\n`);
    expect(read.content).toMatch(/^0*7{103}$/u);
  });

  it('names the line of any digit mistyped, left out or doubled, and of any two that changed places', () => {
    const lines = writeReceiptLines(content.replaceAll('77', '38'));
    for (const [index, line] of lines.entries()) {
      for (let at = 2; at < line.length; at += 1) {
        const other = String((Number(line[at]) + 3) % 10);
        const swapped = line.slice(0, at) + (line[at + 1] ?? '') + (line[at] ?? '') + line.slice(at + 2);
        const faults = [
          line.slice(0, at) + other + line.slice(at + 1),
          line.slice(0, at) + line.slice(at + 1),
          line.slice(0, at) + (line[at] ?? '') + line.slice(at),
          ...(swapped === line || at + 1 === line.length ? [] : [swapped]),
        ];
        for (const fault of faults) {
          const read = readReceiptLines(lines.with(index, fault).join('\n'));
          expect(read.content).toBeUndefined();
          expect(read.right).not.toContain(index + 1);
          expect(read.problems.join('')).toContain(fault.slice(0, 5));
        }
      }
    }
  });

  it('is whole once the wrong line has been typed again below', () => {
    const lines = writeReceiptLines(content);
    const [first = ''] = lines;
    const wrong = first.replace('7', '6');
    expect(readReceiptLines([wrong, ...lines.slice(1)].join('\n'))).toMatchObject({
      total: 5,
      right: [2, 3, 4, 5],
    });
    expect(readReceiptLines([wrong, ...lines.slice(1), first].join('\n'))).toMatchObject({
      problems: [],
      right: [1, 2, 3, 4, 5],
    });
  });

  it('is not put together from lines of two receipts', () => {
    const lines = writeReceiptLines(content);
    const others = writeReceiptLines('5'.repeat(103));
    for (const rows of [
      [...lines, others[1]],
      [lines[0], ...writeReceiptLines('5'.repeat(80)).slice(1)],
    ]) {
      const read = readReceiptLines(rows.join('\n'));
      expect(read.content).toBeUndefined();
      expect(read.problems).toHaveLength(1);
    }
  });

  it('names what an input method has turned into words', () => {
    const read = readReceiptLines(['哦哦12345', ...writeReceiptLines(content)].slice(0, 3).join('\n'));
    expect(read.problems[0]).toContain('哦哦12345');
    expect(read).toMatchObject({ total: 5, right: [1, 2] });
    expect(readReceiptLines('  \n')).toEqual({ total: 0, right: [], problems: [] });
  });
});
