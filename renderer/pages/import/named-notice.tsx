import { Alert, Input } from 'antd';
import type { ReactElement } from 'react';
import { goesOut } from '../../../domain/outside-readers.ts';
import type { Register } from '../../../domain/register.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import { formatCount } from '../../shared/format.ts';
import type { Counts } from './import-page.tsx';

interface Props {
  readonly registerId: RegisterId;
  readonly counts: Pick<Counts, 'named'>;
  /** Why they go in as they are; absent where the rows are still being looked at. */
  readonly reason?: { readonly value: string; readonly onChange: (value: string) => void };
}

/** Rows that may name a petitioner: reworded, left out, or brought in with a reason for the audit log. */
export function NamedNotice({ registerId, counts, reason }: Props): ReactElement | null {
  if (counts.named === 0) return null;
  const { label, outsideReaders }: Register = registerOf(registerId);
  return (
    <Alert
      className="failure-alert"
      type="warning"
      showIcon
      title={`有${formatCount(counts.named)}行可能写有反映人的姓名、电话等，或者成段引用来信原文。`}
      description={
        <>
          <p>
            {label}
            {goesOut[outsideReaders ?? 'target']}
            ，导入后凡能查看的人都看得到。请在“只看有问题的行”中改写，或者选“不导入此行”；确属同名的他人的，写明理由后导入，理由只记入审计日志。
          </p>
          {reason ? (
            <Input
              aria-label="仍要导入的理由"
              placeholder="仍要导入的，请写明理由（必填）"
              maxLength={200}
              value={reason.value}
              onChange={({ target }) => reason.onChange(target.value)}
            />
          ) : null}
        </>
      }
    />
  );
}
