import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

/** Brings what has just appeared into the window: the button that led to it may be far below. */
export function IntoView({ children }: { readonly children: ReactNode }): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  return <div ref={place}>{children}</div>;
}
