import dayjs from 'dayjs';

/** `2026-11-21 14:05` in China, whatever zone the PC is set to. */
export function formatInstant(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** `14:05:09` in China. */
export function formatTime(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(11, 19);
}

/** Today's date in China as `YYYY-MM-DD`. */
export function todayInChina(now: number = Date.now()): string {
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
}

const integer = new Intl.NumberFormat('zh-CN');

export function formatCount(count: number): string {
  return integer.format(count);
}

export function formatSize(size: number): string {
  if (size < 1024) return `${size} 字节`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(1)} KB`;
  if (size < 1024 * 1024 * 1024) return `${(size / 1024 / 1024).toFixed(1)} MB`;
  return `${(size / 1024 / 1024 / 1024).toFixed(2)} GB`;
}

/** 星期 of a date, for hints beside date fields. */
export function weekdayOf(date: string): string {
  return `星期${'日一二三四五六'.charAt(dayjs(date).day())}`;
}
