import type { ReactElement } from 'react';
import { ToneTag } from '../../registers/state-tag.tsx';

/** Whether somebody of the office has compared this with the original. */
export function VerifiedTag({ verified }: { readonly verified: boolean }): ReactElement {
  return verified ? <ToneTag tone="success" text="已核" /> : <ToneTag tone="warning" text="待核" />;
}

/** `2026-01-01 起`, `至 2026-12-31`, `长期`. */
export function validityText(from: string | null, to: string | null): string {
  if (from === null && to === null) return '长期';
  if (to === null) return `${from} 起`;
  return from === null ? `至 ${to}` : `${from} 至 ${to}`;
}
