/**
 * A working calendar from a file: JSON as this program ships it, or a spreadsheet with the columns 日期 and 类型
 * (放假 / 上班), as an office types it from the State Council's notice.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { CalendarYear } from '../../domain/calendar/calendar.ts';
import { refuse } from '../../domain/failure.ts';
import { parseClerkDate } from '../../domain/text/clerk-values.ts';
import { normalizeText } from '../../domain/text/normalize.ts';
import { readFirstSheet } from '../registers/spreadsheet/workbook-port.ts';

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const calendarFile = z.strictObject({
  year: z.int().min(2000).max(2100),
  basis: z.string().min(1).max(300),
  verified: z.boolean().optional(),
  holidays: z.array(date).max(366),
  workdays: z.array(date).max(366),
});

const partNames: Readonly<Record<string, string>> = {
  year: '年份（year）',
  basis: '依据（basis）',
  verified: '是否已核（verified）',
  holidays: '放假日期（holidays）',
  workdays: '上班日期（workdays）',
};

function refuseCalendar(why: string): never {
  refuse(
    'CalendarFileInvalid',
    '这个文件不是可用的工作日历。',
    why,
    '请使用随软件提供的JSON文件，或含“日期”“类型（放假/上班）”两列的表格。',
  );
}

/** Throws ExpectedError `CalendarFileInvalid`, or what opening the spreadsheet throws. */
export async function readCalendarFile(path: string): Promise<CalendarYear> {
  if (!path.toLowerCase().endsWith('.json')) return readCalendarSheet(path);
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return refuseCalendar('文件内容不是有效的JSON。');
  }
  const parsed = calendarFile.safeParse(content);
  if (!parsed.success) {
    const part = partNames[String(parsed.error.issues[0]?.path[0])];
    return refuseCalendar(part ? `“${part}”缺少或格式不对。` : '内容不是工作日历的格式。');
  }
  return { ...parsed.data, verified: parsed.data.verified ?? false };
}

async function readCalendarSheet(path: string): Promise<CalendarYear> {
  const sheet = await readFirstSheet(path);
  const holidays: string[] = [];
  const workdays: string[] = [];
  for (const row of sheet.rows) {
    const texts = row.cells.map((cell) => normalizeText(cell.text));
    const found = row.cells
      .map((cell) =>
        cell.kind === 'date' ? { ok: true as const, value: cell.text } : parseClerkDate(cell.text),
      )
      .find((each) => each.ok);
    if (!found?.ok) continue;
    const rest = texts.join(' ');
    if (/上班|补班|调休上班|工作/.test(rest)) workdays.push(found.value);
    else if (/放假|休|假日|节/.test(rest)) holidays.push(found.value);
    else refuseCalendar(`第${row.row}行没有写明“放假”还是“上班”。`);
  }
  const years = new Set([...holidays, ...workdays].map((day) => day.slice(0, 4)));
  const [year] = years;
  if (year === undefined) return refuseCalendar('没有找到日期。');
  if (years.size > 1) return refuseCalendar(`表中有${years.size}个年份，请一年一个文件。`);
  return {
    year: Number(year),
    basis: basename(path),
    verified: false,
    holidays: holidays.sort(),
    workdays: workdays.sort(),
  };
}
