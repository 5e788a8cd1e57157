import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { fieldId } from './form-field.tsx';
import type { Problems } from './form-problems.ts';
import { isBlankRow, type FormContent } from './form-state.ts';

interface Props {
  readonly content: FormContent;
  readonly problems: Problems;
}

/** What must be put right, above the form; each sentence leads to its place. */
export function ProblemSummary({ content, problems }: Props): ReactElement | null {
  const entries = Object.entries(problems);
  if (entries.length === 0) return null;
  const go = (path: string): void => {
    const target = document.getElementById(targetOf(path, content));
    target?.scrollIntoView({ block: 'center' });
    target?.focus();
  };
  return (
    <Alert
      id="form-problems"
      className="failure-alert"
      type="error"
      showIcon
      role="alert"
      title={`有${entries.length}处需要改正，还没有保存：`}
      description={
        <ul className="problem-list">
          {entries.map(([path, text]) => (
            <li key={path}>
              <a
                href={`#${path}`}
                onClick={(event) => {
                  event.preventDefault();
                  go(path);
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      }
    />
  );
}

function targetOf(path: string, content: FormContent): string {
  const [child, index, key] = path.split('.');
  if (child && index !== undefined && key) {
    const rows = content.children[child] ?? [];
    const row =
      rows.find(({ rowId }) => rowId === index) ?? rows.filter((one) => !isBlankRow(one))[Number(index)];
    return fieldId(`${child}.${row?.rowId ?? ''}.${key}`);
  }
  return path === 'duplicates' ? path : fieldId(path);
}
