import { useEffect, useRef, type ReactElement } from 'react';

interface Props {
  readonly lines: readonly string[];
}

const width = 340;
const height = 210;

/** Who looked at it, when and where, faintly across every screen with case data: photographs name their source. */
export function Watermark({ lines }: Props): ReactElement {
  const target = useRef<HTMLDivElement>(null);
  const text = lines.join('\n');
  useEffect(() => {
    let url: string | undefined;
    let gone = false;
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.scale(2, 2);
    context.translate(width / 2, height / 2);
    context.rotate(-Math.PI / 9);
    context.font = '14px "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
    context.textAlign = 'center';
    context.fillStyle = 'rgba(40, 60, 90, 0.09)';
    text.split('\n').forEach((line, index) => context.fillText(line, 0, index * 22));
    canvas.toBlob((blob) => {
      if (!blob || gone) return;
      url = URL.createObjectURL(blob);
      target.current?.style.setProperty('background-image', `url(${url})`);
    });
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [text]);
  return <div ref={target} className="watermark" aria-hidden />;
}
