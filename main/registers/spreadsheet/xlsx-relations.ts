import { parseXml, type XmlHandlers } from './xml-events.ts';
import type { ZipReader } from './zip-reader.ts';

/** A reference from one part of the packed file to another. */
export interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** The parts that `part` refers to; references out of the file are left out. */
export async function readRelations(zip: ZipReader, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relations: Relation[] = [];
  await readPart(zip, `${folder}_rels/${part.slice(slash)}.rels`, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name === 'Relationship' && TargetMode !== 'External') {
        relations.push({ id: Id, type: Type, target: resolvePath(folder, Target) });
      }
    },
  });
  return relations;
}

/** Streams a part through the handlers; false when there is no such part. */
export async function readPart(zip: ZipReader, path: string, handlers: XmlHandlers): Promise<boolean> {
  const entry = zip.entriesByName.get(path);
  if (!entry) return false;
  await parseXml(zip.stream(entry), handlers);
  return true;
}

function resolvePath(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
