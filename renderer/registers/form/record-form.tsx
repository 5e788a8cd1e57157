import { Alert } from 'antd';
import { useEffect, useRef, type ReactElement } from 'react';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { useAttachmentNames } from '../attachment-names.ts';
import { useLabels } from '../labels.ts';
import { RevealDialog } from '../reveal-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { CorrectionReason } from './correction-reason.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { DuplicatesPanel, type Candidate } from './duplicates-panel.tsx';
import { FormHead } from './form-head.tsx';
import { pressCommand, pressEnter } from './form-keys.ts';
import { FormSections } from './form-sections.tsx';
import type { FormContent } from './form-state.ts';
import { ProblemSummary } from './problem-summary.tsx';
import { useCauses } from './use-causes.ts';
import type { Draft } from './use-draft.ts';
import {
  useRecordForm,
  type RecordForm as RecordFormModel,
  type RecordFormProps,
} from './use-record-form.ts';

/** Saves the form as it was drawn last, which may be after the command was given. */
function useSaving(
  form: RecordFormModel,
  isNew: boolean,
): { readonly save: () => void; readonly saveAndNext: () => void } {
  const latest = useRef(form);
  useEffect(() => {
    latest.current = form;
  });
  return {
    save: () => latest.current.save('open'),
    saveAndNext: () => latest.current.save(isNew ? 'next' : 'open'),
  };
}

/** The form itself. Nothing typed is lost: it is kept as a draft, and every refusal leaves it as it is. */
export function RecordForm(props: RecordFormProps): ReactElement {
  const { record, sealedDirect, copiedFrom, made = false } = props;
  const form = useRecordForm(props);
  const labels = useLabels();
  const attachments = useAttachmentNames(record);
  const { register, state, act, plan, draft, saver, reveal, duplicates } = form;
  const causes = useCauses(props.registerId, register, state.values, form.fixed);
  const { save, saveAndNext } = useSaving(form, record === null);
  return (
    <div
      className="form-page"
      onKeyDown={(event) => pressCommand(event, { save, saveAndNext, cancel: form.cancel })}
    >
      <FormHead
        title={titleOf(props, form)}
        copiedFrom={copiedFrom}
        made={made}
        envelope={plan.envelope}
        draft={draft}
        undecided={form.choice.decision === null ? duplicates.candidates.filter(isSuspected).length : 0}
        saving={form.saving}
        onSave={save}
        onSaveAndNext={record ? null : saveAndNext}
        onCancel={form.cancel}
      />
      <DraftBanner
        drafts={state.touched ? [] : draft.found.filter((found) => !sealedDirect || isEnvelopeDraft(found))}
        onRestore={form.restore}
        onDiscard={(found) => void draft.discard(found.draft).catch(() => undefined)}
      />
      {saver.failure ? (
        <div id="form-failure">
          <FailureAlert error={saver.failure} />
        </div>
      ) : null}
      {saver.tried ? <ProblemSummary content={state} problems={saver.problems} /> : null}
      {plan.envelope ? (
        <EnvelopeNotice basis={register.envelope?.basis ?? ''} clears={record !== null} />
      ) : null}
      <CorrectionReason form={form} record={record} />
      <DuplicatesPanel
        register={register}
        candidates={duplicates.candidates}
        error={duplicates.error}
        choice={form.choice}
        problem={saver.problems['duplicates']}
        own={comparedPart(state)}
        onChange={form.choose}
      />
      <div onKeyDownCapture={pressEnter}>
        <FormSections
          sections={plan.sections}
          content={state}
          proposals={plan.envelope ? [] : (register.proposals ?? [])}
          causes={causes}
          labels={labels}
          attachments={attachments}
          problems={saver.problems}
          fixed={form.fixed}
          clearable={plan.clearable}
          masked={reveal.masked}
          at={props.at}
          onReveal={reveal.may ? reveal.ask : null}
          onChange={form.onChange}
          onLeave={form.onLeave}
          onAdd={(child, rowId) => act({ type: 'addRow', child, rowId })}
          onRemove={(child, rowId) => act({ type: 'removeRow', child, rowId })}
        />
      </div>
      <ConfirmDialog
        questions={saver.questions}
        busy={saver.saving}
        onConfirm={form.confirm}
        onClose={saver.closeQuestions}
      />
      <RevealDialog
        open={reveal.asking !== null}
        label="反映人"
        no={record?.no ?? ''}
        busy={reveal.busy}
        error={reveal.error}
        onClose={() => reveal.ask(null)}
        onReveal={reveal.reveal}
      />
    </div>
  );
}

/** What of the form stands beside the letters it may repeat. */
function comparedPart({ values, children }: FormContent): {
  readonly summary: string;
  readonly accused: string;
} {
  const names = (children['accused'] ?? []).map((row) => String(row.values['name'] ?? ''));
  return { summary: String(values['summary'] ?? ''), accused: names.join('、') };
}

function titleOf({ record, sealedDirect }: RecordFormProps, { reason, register }: RecordFormModel): string {
  if (record) return `${reason === null ? '修改' : '更正'} ${record.no}`;
  return sealedDirect ? '径送登记' : `新增${register.label}`;
}

function isSuspected({ level }: Candidate): boolean {
  return level === 'suspected';
}

/** Content that was typed elsewhere must not come into a 径送 form. */
function isEnvelopeDraft({ content }: Draft): boolean {
  return content.values['sealedDirect'] === true;
}

function EnvelopeNotice({
  basis,
  clears,
}: {
  readonly basis: string;
  readonly clears: boolean;
}): ReactElement {
  return (
    <Alert
      className="failure-alert"
      type="warning"
      showIcon
      title="径送件只登记信封信息，不得摘录、复制、录入内容。"
      description={`依据：${basis}。${clears ? '保存后，已录入的内容将被清除。' : ''}`}
    />
  );
}
