/**
 * Laid-out documents, held in memory until the desk is left: what the preview shows is what is printed and saved.
 * A document belongs to whoever was at the desk when it was made (nobody, for the recovery sheet).
 */
import { refuse } from '../../domain/failure.ts';
import type { PrintJob } from '../reports/print-job.ts';
import { createId, type ClockDep, type RandomDep } from '../deps.ts';

export interface PaperDocument {
  readonly name: string;
  /** Form or report number for the print log, e.g. F07. */
  readonly form: string;
  readonly pages: number;
  readonly pdf: Uint8Array;
  /** The very page the PDF shows; this is what goes to a printer. */
  readonly html: string;
  /** What it was laid out from. */
  readonly job: PrintJob;
  readonly owner: string | null;
  readonly revealed: boolean;
  /** The records a form was filled from. */
  readonly records: readonly string[];
}

export interface Documents {
  readonly put: (document: PaperDocument) => string;
  readonly get: (id: string, owner: string | null) => PaperDocument;
  readonly clear: () => void;
}

/** Previews kept at the same time; the oldest goes first. */
const kept = 12;

export function createDocuments(deps: ClockDep & RandomDep): Documents {
  const documentsById = new Map<string, PaperDocument>();
  return {
    put: (document) => {
      const id = createId(deps);
      documentsById.set(id, document);
      const [oldest] = documentsById.keys();
      if (documentsById.size > kept && oldest) documentsById.delete(oldest);
      return id;
    },
    get: (id, owner) => {
      const document = documentsById.get(id);
      if (!document || document.owner !== owner) {
        refuse(
          'DocumentGone',
          '这份预览已失效。',
          '预览只保存在内存中，锁定或时间过长后会清除。',
          '请重新生成预览。',
        );
      }
      return document;
    },
    clear: () => documentsById.clear(),
  };
}
