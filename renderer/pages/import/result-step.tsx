import { Button, Flex, Result } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Filter } from '../../registers/list/list-state.ts';
import { useListState } from '../../registers/list/list-states.tsx';
import { formatCount } from '../../shared/format.ts';
import { ErrorWorkbookButton } from './error-workbook-button.tsx';
import { claimField, ClaimsNotice } from './claims-notice.tsx';
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
  const claim = imported.claims > 0 ? claimField(registerId)?.claim : undefined;
  const look = (filters: readonly Filter[]): void => {
    act({ type: 'open', filters });
    act({ type: 'sort', sort: [{ field: 'createdAt', direction: 'desc' }] });
    navigate(`/${registerId}`);
  };
  return (
    <section className="panel">
      <ClaimsNotice registerId={registerId} counts={imported} />
      <Result
        status="success"
        title={titleOf(imported, unit)}
        subTitle={`${numbers}${repeats}跳过 ${formatCount(imported.skipped)} 行，不能导入 ${formatCount(imported.refused)} 行。`}
        extra={
          <Flex gap="small" justify="center">
            <Button type="primary" onClick={() => look([])}>
              查看导入的{label}
            </Button>
            {claim ? (
              <Button onClick={() => look([{ field: claim.open, op: 'is', value: true }])}>
                查看还没有认定的
              </Button>
            ) : null}
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
