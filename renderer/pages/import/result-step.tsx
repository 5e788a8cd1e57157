import { Button, Flex, Result } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { useListState } from '../../registers/list/list-states.tsx';
import { formatCount } from '../../shared/format.ts';
import { ErrorWorkbookButton } from './error-workbook-button.tsx';
import type { Imported, OpenedFile } from './import-page.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly file: OpenedFile;
  readonly imported: Imported;
  readonly onAgain: () => void;
}

export function ResultStep({ registerId, file, imported, onAgain }: Props): ReactElement {
  const [, navigate] = useLocation();
  const [, act] = useListState(registerId);
  const { label, unit } = registerOf(registerId);
  const repeats = imported.repeats > 0 ? `其中重复件 ${formatCount(imported.repeats)} ${unit}，` : '';
  const numbers = imported.imported > 0 ? `编号 ${imported.firstNo} 至 ${imported.lastNo}；` : '';
  return (
    <section className="panel">
      <Result
        status="success"
        title={titleOf(imported, unit)}
        subTitle={`${numbers}${repeats}跳过 ${formatCount(imported.skipped)} 行，不能导入 ${formatCount(imported.refused)} 行。`}
        extra={
          <Flex gap="small" justify="center">
            <Button
              type="primary"
              onClick={() => {
                act({ type: 'open', filters: [] });
                act({ type: 'sort', sort: [{ field: 'createdAt', direction: 'desc' }] });
                navigate(`/${registerId}`);
              }}
            >
              查看导入的{label}
            </Button>
            {imported.refused > 0 ? <ErrorWorkbookButton file={file} /> : null}
            <Button onClick={onAgain}>再导入一份</Button>
          </Flex>
        }
      />
    </section>
  );
}

function titleOf({ imported, updated }: Imported, unit: string): string {
  const more = `补充已登记的 ${formatCount(updated)} ${unit}`;
  if (updated === 0) return `已导入 ${formatCount(imported)} ${unit}`;
  return imported === 0 ? `已${more}` : `已导入 ${formatCount(imported)} ${unit}，${more}`;
}
