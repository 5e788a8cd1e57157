/** The fonts a sheet can be set in: read once, at the first sheet. */
import { readFontShelf } from '../reports/fonts.ts';
import { findInstalledFonts } from '../reports/fonts-installed.ts';
import type { FontDep } from '../reports/print-job.ts';

export type FontSource = () => Promise<FontDep>;

export function createFontSource(resources: string): FontSource {
  let found: Promise<FontDep> | undefined;
  return () => {
    found ??= findInstalledFonts().then((installedFonts) => ({
      fonts: readFontShelf(resources),
      installedFonts,
    }));
    return found;
  };
}
