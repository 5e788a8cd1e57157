import { Alert, Input } from 'antd';
import type { ReactElement } from 'react';
import type { LoadedRecord } from '../detail/detail-head.tsx';
import { formatInstant } from '../../shared/format.ts';
import { fieldId } from './form-field.tsx';
import type { RecordForm } from './use-record-form.ts';
import { reasonPath } from './use-save.ts';

interface Props {
  readonly form: RecordForm;
  readonly record: LoadedRecord | null;
}

/** Above the form of a 更正: what it is for, who has agreed to it, and why it is made. */
export function CorrectionReason({ form, record }: Props): ReactElement | null {
  const { reason, setReason, saver } = form;
  if (reason === null) return null;
  const problem = saver.problems[reasonPath];
  const permitted = record?.correction.permitted ?? null;
  return (
    <>
      <Alert
        className="failure-alert"
        type="info"
        showIcon
        title={
          permitted
            ? `${permitted.byName}于 ${formatInstant(permitted.at)} 同意更正：${permitted.reason}`
            : '更正只用于改正登记时的差错，改正前后的内容和理由都记入历史。'
        }
        description={
          permitted
            ? undefined
            : '经审批确定的内容，须先由有权审批的人员办理“同意更正”；情况有变化的，请按步骤办理。'
        }
      />
      <div className={problem === undefined ? 'form-field form-section' : 'form-field form-section wrong'}>
        <label htmlFor={fieldId(reasonPath)}>
          更正理由<span className="required-mark">必填</span>
        </label>
        <Input.TextArea
          id={fieldId(reasonPath)}
          rows={2}
          maxLength={200}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        {problem === undefined ? null : <div className="weakness">{problem}</div>}
      </div>
    </>
  );
}
