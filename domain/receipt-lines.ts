/**
 * The printed receipt as people and scanners handle it: lines of thirty digits in groups of five, each with its own
 * number and check digits. Digits only, because a keyboard-wedge scanner types through the input method, which takes
 * letters and punctuation for itself and leaves digits alone.
 *
 * A line is its number, how many lines there are, 25 digits of content, and three check digits: the first 27 digits
 * modulo 997, which finds every single wrong digit and every two that changed places side by side.
 */
export const digitsOfLine = 30;
const contentOfLine = 25;
const checkModulus = 997n;
/** More would not fit one symbol that any scanner reads from ordinary paper. */
export const mostLines = 9;
export const mostReceiptDigits = mostLines * contentOfLine;

/** What a receipt that was typed from paper is called where its package number would stand; it has none there. */
export const receiptNameOnPaper = (number: number): string => `纸质回执第${number}号`;

/** The lines for a content of digits. */
export function writeReceiptLines(content: string): readonly string[] {
  const total = Math.ceil(content.length / contentOfLine);
  if (!/^\d+$/u.test(content) || total > mostLines) throw new Error('not the content of a printed receipt');
  const padded = content.padStart(total * contentOfLine, '0');
  return Array.from({ length: total }, (_, index) => {
    const body = `${index + 1}${total}${padded.slice(index * contentOfLine, (index + 1) * contentOfLine)}`;
    return body + checkDigits(body);
  });
}

/** `12345 67890 …`, as it is printed. */
export function groupDigits(line: string): string {
  return line.match(/\d{1,5}/gu)?.join(' ') ?? '';
}

export interface ReadReceipt {
  /** How many lines the receipt has; 0 while no line is right. */
  readonly total: number;
  /** Numbers of the lines that are right, in order. */
  readonly right: readonly number[];
  /** What is wrong and has not been put right by a later row, each a Chinese sentence that names the line. */
  readonly problems: readonly string[];
  /** The content with its leading zeros; present once every line is there. */
  readonly content?: string;
}

/**
 * Reads what was typed or scanned, in any order, with or without line ends, twice or once. Full-width digits, spaces,
 * hyphens and points do not matter, and the letters O, I and l stand for the digits they look like.
 */
export function readReceiptLines(text: string): ReadReceipt {
  const problems: Problem[] = [];
  const contentByLine = new Map<number, string>();
  let total = 0;
  let isMixed = false;
  for (const line of splitLines(text, problems)) {
    const number = Number(line[0]);
    const of = Number(line[1]);
    if (checkDigits(line.slice(0, -3)) !== line.slice(-3) || number < 1 || number > of) {
      problems.push({ number, text: `${nameOf(line)}的数字与校验码不符，请对照纸面核对这一行。` });
      continue;
    }
    const known = contentByLine.get(number);
    const content = line.slice(2, -3);
    if ((total !== 0 && of !== total) || (known !== undefined && known !== content)) isMixed = true;
    total = of;
    contentByLine.set(number, content);
  }
  const right = [...contentByLine.keys()].sort((a, b) => a - b);
  if (isMixed) return { total, right, problems: ['录入的各行不是同一份回执的，请一次只录入一份回执。'] };
  if (total > 0 && right.length === total) {
    return {
      total,
      right,
      problems: [],
      content: right.map((number) => contentByLine.get(number) ?? '').join(''),
    };
  }
  const open = problems.filter(({ number }) => number === undefined || !contentByLine.has(number));
  return { total, right, problems: open.map((problem) => problem.text) };
}

// ---- internals

interface Problem {
  /** The line it is about, as far as that can be told. */
  readonly number?: number;
  readonly text: string;
}

function checkDigits(body: string): string {
  return String(BigInt(body) % checkModulus).padStart(3, '0');
}

/** The first digit is the line's number, unless just that was mistyped. */
function nameOf(line: string): string {
  return `以“${line.slice(0, 5)}”开头的一行（第${line[0] ?? ''}行）`;
}

/** Whole lines; rows that hold a part of one are joined when together they are whole. */
function splitLines(text: string, problems: Problem[]): readonly string[] {
  const lines: string[] = [];
  let parts: string[] = [];
  const take = (digits: string): void => {
    for (let at = 0; at < digits.length; at += digitsOfLine) lines.push(digits.slice(at, at + digitsOfLine));
  };
  const finishParts = (): void => {
    const joined = parts.join('');
    if (joined.length % digitsOfLine === 0) take(joined);
    else problems.push(...parts.map(lengthProblem));
    parts = [];
  };
  for (const row of text.normalize('NFKC').split(/[\r\n]+/u)) {
    const digits = toDigits(row);
    if (digits === '') continue;
    if (/\D/u.test(digits)) {
      problems.push({
        text: `“${row.trim().slice(0, 12)}”中有数字以外的字，请把输入法切换到英文后重新录入。`,
      });
    } else if (digits.length % digitsOfLine === 0) {
      finishParts();
      take(digits);
    } else {
      parts.push(digits);
    }
  }
  finishParts();
  return lines;
}

function toDigits(row: string): string {
  return row
    .replace(/[\s\-–—_.,;:、。，；：·]/gu, '')
    .replace(/[oO]/gu, '0')
    .replace(/[iIl|]/gu, '1');
}

function lengthProblem(digits: string): Problem {
  const { length } = digits;
  if (length > digitsOfLine * 1.5) {
    const start = digits.slice(0, 5);
    return { text: `以“${start}”开头的一段有${length}位，不是每行${digitsOfLine}位，可能漏了或者多了数字。` };
  }
  const text = `${nameOf(digits)}${length < digitsOfLine ? '只' : ''}有${length}位，应为${digitsOfLine}位。`;
  return { number: Number(digits[0]), text };
}
