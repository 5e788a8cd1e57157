import type { ReactElement, ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly wide?: boolean;
  readonly practice?: boolean;
  readonly children: ReactNode;
}

/** The ground of every page before work begins. */
export function Entrance({ title, subtitle, wide, practice, children }: Props): ReactElement {
  return (
    <div className={practice ? 'entrance practice' : 'entrance'}>
      <main className={wide ? 'entrance-card wide' : 'entrance-card'}>
        <h1>{title}</h1>
        {subtitle ? <p className="quiet">{subtitle}</p> : null}
        {children}
      </main>
    </div>
  );
}
