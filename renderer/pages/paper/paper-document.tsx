import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { PaperPreview } from '../../shared/paper-preview.tsx';

/** Wide enough for A4 landscape where the window allows it. */
export const paperWidth = 'min(1240px, calc(100vw - 32px))';

/** What the service answers when it has laid a paper out. */
export interface LaidOut {
  readonly document: string;
  readonly pages: number;
  readonly name: string;
  readonly fontWarnings: readonly string[];
  readonly word: boolean;
}

/**
 * 打印预览 of a laid out paper, with what the clerk should know about fonts before printing. The paper carries the
 * watermark of who prints it, so that the window's own is left out meanwhile.
 */
export function PaperDocument({ paper }: { readonly paper: LaidOut }): ReactElement {
  return (
    <>
      {paper.fontWarnings.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="failure-alert"
          title={`字体提示：${paper.fontWarnings.join('')}`}
        />
      ) : null}
      <div className="marked-paper">
        <PaperPreview document={paper.document} name={paper.name} word={paper.word} />
      </div>
    </>
  );
}
