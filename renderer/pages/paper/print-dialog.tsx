import { Button, Checkbox, Flex, Input, Modal } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Input as Asked } from '../../../preload/contract/contract.ts';
import { useJob } from '../../app/jobs.ts';
import { CheckerNeeded } from '../../shared/checker-needed.tsx';
import { DateInput } from '../../shared/date-input.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatCount } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { useRevealChoice } from '../../shared/reveal-choice.tsx';
import { extrasByForm, formsWithPetitioner, type ExtraField, type FormInfo } from './form-extras.ts';
import { LedgerListChoice } from './ledger-list-choice.tsx';
import { PaperDocument, paperWidth, type LaidOut } from './paper-document.tsx';
import './paper.css';

/** What a form is printed of; `count` is only shown. */
export interface PrintSource {
  readonly records?: readonly string[];
  readonly query?: Asked<'records.totals'>;
  readonly package?: string;
  /** Forms the office has filled in already: nothing is asked for them. */
  readonly filled?: readonly string[];
  readonly count?: number;
}

interface Props {
  readonly form: FormInfo;
  readonly source: PrintSource;
  readonly onClose: () => void;
}

/** One official form: first what it still needs, then exactly what will be printed. */
export function PrintDialog({ form, source, onClose }: Props): ReactElement {
  const [paper, setPaper] = useState<LaidOut | null>(null);
  return (
    <Modal
      open
      title={form.name}
      width={paper ? paperWidth : 560}
      footer={null}
      mask={{ closable: false }}
      className="print-dialog"
      onCancel={onClose}
    >
      {paper ? (
        <>
          <Button type="link" size="small" onClick={() => setPaper(null)}>
            返回修改填写内容
          </Button>
          <PaperDocument paper={paper} />
        </>
      ) : null}
      <div hidden={paper !== null}>
        <PrintOptions form={form} source={source} onLaidOut={setPaper} onClose={onClose} />
      </div>
    </Modal>
  );
}

interface OptionsProps extends Props {
  readonly onLaidOut: (paper: LaidOut) => void;
}

function PrintOptions({ form, source, onLaidOut, onClose }: OptionsProps): ReactElement {
  const [extra, setExtra] = useState<Readonly<Record<string, string>>>({});
  const [blank, setBlank] = useState(false);
  const job = useJob('paper.form');
  const reveal = useRevealChoice(!blank && formsWithPetitioner.includes(form.id));
  const ready = !job.running && !reveal.busy && reveal.ready;

  const layOut = async (witness: string | null = null): Promise<void> => {
    if (!(await reveal.give())) return;
    const paper = await job.run({
      form: form.id,
      records: blank ? [] : [...(source.records ?? [])],
      query: blank ? null : (source.query ?? null),
      package: source.package ?? null,
      blank,
      reveal: reveal.reason,
      extra: Object.fromEntries(Object.entries(extra).filter(([, text]) => text.trim() !== '')),
      witness,
    });
    if (paper) onLaidOut(paper);
  };
  return (
    <Flex vertical gap="small">
      {job.failure ? <FailureAlert error={job.failure} onClose={job.clear} /> : null}
      <CheckerNeeded failure={job.failure} onConfirmed={(witness) => void layOut(witness)} />
      {source.count === undefined ? null : (
        <span>
          {source.records ? '打印所选的' : '打印列表中的全部'} <strong>{formatCount(source.count)}</strong>{' '}
          件。
        </span>
      )}
      <ExtraFields
        fields={source.filled?.includes(form.id) ? [] : (extrasByForm[form.id] ?? [])}
        values={extra}
        onChange={setExtra}
      />
      {form.takes === 'package' && source.package === undefined ? (
        <span>这里打印空白表。已生成、已接收的数据包，请在“数据交换”中点开该包打印，内容自动填好。</span>
      ) : source.package === undefined ? (
        <Checkbox checked={blank} onChange={({ target }) => setBlank(target.checked)}>
          只打印空白表
        </Checkbox>
      ) : null}
      {reveal.fields}
      {job.progress ? (
        <JobProgressBar title="正在排版" progress={job.progress} onCancel={job.cancel} />
      ) : null}
      <Flex justify="end" gap="small">
        <Button onClick={onClose}>取消</Button>
        <Button type="primary" autoFocus disabled={!ready} onClick={() => void layOut()}>
          预览
        </Button>
      </Flex>
    </Flex>
  );
}

interface ExtraProps {
  readonly fields: readonly ExtraField[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (values: Readonly<Record<string, string>>) => void;
}

function ExtraFields({ fields, values, onChange }: ExtraProps): ReactElement | null {
  if (fields.length === 0) return null;
  return (
    <div className="extra-fields">
      {fields.map(({ name, label = name, type, hint = '' }) => {
        const set = (text: string | null): void => onChange({ ...values, [name]: text ?? '' });
        const value = values[name] ?? '';
        return (
          <label key={name} className={type === 'long' ? 'wide' : ''}>
            <span>{label}</span>
            {type === 'date' ? (
              <DateInput
                label={label}
                value={value === '' ? null : value}
                onChange={set}
                onUnread={() => set(null)}
              />
            ) : type === 'ledgerList' ? (
              <LedgerListChoice label={label} value={value} onChange={set} />
            ) : type === 'long' ? (
              <Input.TextArea
                rows={2}
                maxLength={400}
                value={value}
                placeholder={hint}
                onChange={({ target }) => set(target.value)}
              />
            ) : (
              <Input
                maxLength={100}
                value={value}
                placeholder={hint}
                onChange={({ target }) => set(target.value)}
              />
            )}
          </label>
        );
      })}
      <p className="quiet wide">不填的项目打印成空格，可以手写。</p>
    </div>
  );
}
