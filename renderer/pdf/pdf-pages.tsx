import { Button, Flex } from 'antd';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { FailureAlert } from '../shared/failure-alert.tsx';
import { Loading } from '../shared/states.tsx';
import { openPdf } from './pdf-document.ts';

const broken = {
  type: 'PdfUnreadable',
  what: '这份PDF文件无法显示。',
  why: '文件可能已损坏，或者设有打开口令。',
  next: '请核对原件后重新扫描或者重新添加。',
};

/** The pages of a PDF, drawn when they come into view. */
export function PdfPages({ content }: { readonly content: Uint8Array }): ReactElement {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  const [zoom, setZoom] = useState(1);
  useEffect(() => {
    let gone = false;
    let opened: PDFDocumentProxy | null = null;
    const open = async (): Promise<void> => {
      try {
        opened = await openPdf(content);
        if (gone) await opened.loadingTask.destroy();
        else setPdf(opened);
      } catch {
        if (!gone) setFailed(true);
      }
    };
    void open();
    return () => {
      gone = true;
      if (opened) void opened.loadingTask.destroy();
    };
  }, [content]);
  if (failed) return <FailureAlert error={broken} />;
  if (!pdf) return <Loading text="正在打开…" />;
  return (
    <div className="pdf">
      <Flex gap="small" align="center" className="pdf-tools">
        <span>共 {pdf.numPages} 页</span>
        <Button size="small" onClick={() => setZoom((before) => Math.max(0.5, before - 0.25))}>
          缩小
        </Button>
        <span className="number">{Math.round(zoom * 100)}%</span>
        <Button size="small" onClick={() => setZoom((before) => Math.min(3, before + 0.25))}>
          放大
        </Button>
      </Flex>
      <div className="pdf-pages">
        {Array.from({ length: pdf.numPages }, (_, index) => (
          <PdfPage key={index} pdf={pdf} number={index + 1} zoom={zoom} />
        ))}
      </div>
    </div>
  );
}

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly zoom: number;
}

function PdfPage({ pdf, number, zoom }: PageProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number <= 2);
  useEffect(() => {
    const target = canvas.current;
    if (!target || near) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [near]);
  useEffect(() => {
    const target = canvas.current;
    if (!target || !near) return undefined;
    let stop: (() => void) | undefined;
    let gone = false;
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      if (gone) return;
      const scale = zoom * 1.15;
      const sharp = Math.min(2, window.devicePixelRatio || 1) * scale;
      const viewport = page.getViewport({ scale: sharp });
      target.width = Math.floor(viewport.width);
      target.height = Math.floor(viewport.height);
      target.style.width = `${Math.floor((viewport.width / sharp) * scale)}px`;
      const task = page.render({ canvas: target, viewport });
      stop = () => task.cancel();
      await task.promise;
    };
    void draw().catch(() => undefined);
    return () => {
      gone = true;
      stop?.();
    };
  }, [pdf, number, zoom, near]);
  return <canvas ref={canvas} className="pdf-page" aria-label={`第${number}页`} />;
}
