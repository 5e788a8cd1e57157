import type { ReactElement, ReactNode } from 'react';

/** antd forms mark required fields by the word, as the forms of the registers do. */
export function requiredMark(label: ReactNode, { required }: { readonly required: boolean }): ReactElement {
  return (
    <>
      {label}
      {required ? <span className="required-mark">必填</span> : null}
    </>
  );
}
