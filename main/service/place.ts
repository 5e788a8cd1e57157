/** Where this PC keeps its vault: one small file beside the application's own data, without any business content. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const placeFile = z.strictObject({
  /** Folder of the office's vault, or null before the first start. */
  vault: z.string().nullable(),
  /** Which practice office is in use, or null while working for real. */
  practice: z.string().nullable(),
  /** The vault came from elsewhere (another PC, a backup); it numbers anew before it is used here. */
  adopted: z.boolean().default(false),
  /** Who has agreed that the adopted vault be used, as the log will say; null: nobody yet, so nobody signs in. */
  agreed: z.string().nullable().default(null),
});
export type Place = z.infer<typeof placeFile>;

export interface PlaceStore {
  readonly read: () => Place;
  readonly write: (place: Place) => void;
  /** Proposed folder for a new vault. */
  readonly defaultFolder: string;
  readonly practiceFolder: string;
  /** The vault in use now, or null. */
  readonly current: () => string | null;
}

export function createPlaceStore(userData: string): PlaceStore {
  const path = join(userData, 'place.json');
  const practiceFolder = join(userData, 'practice');
  const read = (): Place => {
    try {
      return placeFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return { vault: null, practice: null, adopted: false, agreed: null };
    }
  };
  return {
    read,
    write: (place) => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(place), { mode: 0o600, flush: true });
      renameSync(`${path}.new`, path);
    },
    defaultFolder: join(userData, 'vault'),
    practiceFolder,
    current: () => {
      const place = read();
      return place.practice === null ? place.vault : join(practiceFolder, place.practice);
    },
  };
}
