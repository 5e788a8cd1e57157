import type { ReactElement, ReactNode } from 'react';

/** For antd forms: what must be filled in says so in words, not by a star. */
export function requiredMark(label: ReactNode, { required }: { readonly required: boolean }): ReactElement {
  return (
    <>
      {label}
      {required ? <span className="required-mark">必填</span> : null}
    </>
  );
}
