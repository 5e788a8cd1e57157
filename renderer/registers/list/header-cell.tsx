import { useRef, type ComponentProps, type PointerEvent, type ReactElement } from 'react';

type Props = ComponentProps<'th'> & {
  readonly width?: number;
  readonly onResized?: (width: number) => void;
};

const narrowest = 56;
const widest = 900;

/** A heading whose right edge can be dragged; the new width is told once, when the mouse lets go. */
export function HeaderCell({ width, onResized, children, ...rest }: Props): ReactElement {
  const cell = useRef<HTMLTableCellElement>(null);
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  if (!onResized) return <th {...rest}>{children}</th>;

  const widthAt = (x: number): number => {
    const from = start.current;
    if (!from) return width ?? narrowest;
    return Math.min(widest, Math.max(narrowest, Math.round(from.width + x - from.x)));
  };
  const grab = (event: PointerEvent<HTMLSpanElement>): void => {
    start.current = { x: event.clientX, width: cell.current?.offsetWidth ?? width ?? narrowest };
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const drag = (event: PointerEvent<HTMLSpanElement>): void => {
    if (start.current)
      event.currentTarget.style.setProperty('--drag', `${event.clientX - start.current.x}px`);
  };
  const drop = (event: PointerEvent<HTMLSpanElement>): void => {
    const next = widthAt(event.clientX);
    start.current = null;
    event.currentTarget.style.removeProperty('--drag');
    if (next !== width) onResized(next);
  };
  return (
    <th ref={cell} {...rest}>
      {children}
      <span
        className="column-grip"
        aria-hidden
        onPointerDown={grab}
        onPointerMove={drag}
        onPointerUp={drop}
        onClick={(event) => event.stopPropagation()}
      />
    </th>
  );
}
