import { Alert, App, Button, Flex, Tag } from 'antd';
import {
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { useLocation } from 'wouter';
import type { Value } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatTime } from '../../shared/format.ts';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { registerOf, type RegisterId } from '../descriptions.ts';
import { useLabels } from '../labels.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { DuplicatesPanel, noChoice } from './duplicates-panel.tsx';
import { enterEffect, enterPlace, focusNeighbour } from './enter-order.ts';
import { fieldId } from './form-field.tsx';
import { envelopeSections, formSections } from './form-plan.ts';
import { fieldProblem } from './form-problems.ts';
import { formReducer, isBlank, isEnvelopeOnly, type FormContent } from './form-state.ts';
import { FormSections } from './form-sections.tsx';
import { ProblemSummary } from './problem-summary.tsx';
import { useDraft, type Draft } from './use-draft.ts';
import { useDuplicates } from './use-duplicates.ts';
import { useSave } from './use-save.ts';

interface Props {
  readonly registerId: RegisterId;
  readonly record: Output<'records.get'> | null;
  readonly initial: FormContent;
  readonly copiedFrom?: string;
  readonly sealedDirect: boolean;
}

/** The form itself. Nothing typed is lost: it is kept as a draft, and every refusal leaves it as it is. */
export function RecordForm({ registerId, record, initial, copiedFrom, sealedDirect }: Props): ReactElement {
  const register = registerOf(registerId);
  const labels = useLabels();
  const [, navigate] = useLocation();
  const { modal } = App.useApp();
  const form = useRef<HTMLDivElement>(null);
  const [state, act] = useReducer(formReducer, { ...initial, dirty: false, touched: false });
  const [choice, setChoice] = useState(noChoice);
  const [revealed, setRevealed] = useState<readonly string[]>([]);
  const [revealing, setRevealing] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const mayReveal = usePermission('petition.revealPetitioner');
  const saver = useSave();
  const reveal = useMutationProcedure('records.reveal');
  const kept = useCallback(() => act({ type: 'kept' }), []);
  const draft = useDraft({
    register: registerId,
    record: record?.id ?? null,
    rev: record?.rev ?? null,
    state,
    paused: saver.saving || leaving,
    onKept: kept,
  });

  const envelope = isEnvelopeOnly(register, state.values, sealedDirect);
  const all = useMemo(() => formSections(register), [register]);
  const sections = useMemo(
    () => (envelope ? envelopeSections(register, all) : all),
    [register, all, envelope],
  );
  const shown = useMemo(
    () => new Set(sections.flatMap((section) => section.fields.map(({ key }) => key))),
    [sections],
  );
  const duplicates = useDuplicates(registerId, record?.id ?? null, state, !envelope && state.touched);
  const masked = (record?.maskedChildren ?? []).filter((key) => !revealed.includes(key));

  useEffect(
    () =>
      focusFirstEmpty(
        register.fields
          .filter(({ key }) => shown.has(key))
          .map(({ key, required }) => ({ key, wanted: required === true && isBlank(initial.values[key]) })),
      ),
    [],
  );

  const onChange = useCallback((path: string, value: Value) => {
    const [child, rowId, key] = path.split('.');
    if (child && rowId && key) act({ type: 'setCell', child, rowId, key, value });
    else act({ type: 'set', key: path, value });
  }, []);
  const values = useRef(state.values);
  useEffect(() => {
    values.current = state.values;
  });
  const { setProblem } = saver;
  const onLeave = useCallback(
    (path: string) => {
      const field = register.fields.find(({ key }) => key === path);
      if (field) setTimeout(() => setProblem(path, fieldProblem(field, values.current[path])));
    },
    [register, setProblem],
  );

  const save = async (
    then: 'open' | 'next',
    confirmed: Readonly<Record<string, string>> = {},
  ): Promise<void> => {
    setAfter(then);
    const saved = await saver.save(
      {
        registerId,
        register,
        id: record?.id ?? null,
        rev: record?.rev ?? null,
        content: state,
        shown:
          record && envelope ? new Set(all.flatMap(({ fields }) => fields.map(({ key }) => key))) : shown,
        sealedDirect,
        draft: draft.id(),
        candidates: duplicates.candidates,
        choice,
      },
      confirmed,
    );
    if (!saved) {
      setTimeout(() => document.getElementById('form-problems')?.scrollIntoView({ block: 'start' }));
      return;
    }
    setLeaving(true);
    if (then === 'next') navigate(`/${registerId}/new/again/${saved.id}`);
    else navigate(`/${registerId}/${saved.id}`);
  };
  const [after, setAfter] = useState<'open' | 'next'>('open');

  const leave = (): void => navigate(record ? `/${registerId}/${record.id}` : `/${registerId}`);
  const cancel = (): void => {
    if (!state.touched) {
      leave();
      return;
    }
    modal.confirm({
      title: '填写的内容还没有保存',
      content: '放弃后，本次填写的内容不再保留。也可以先离开，下次打开时从草稿恢复。',
      okText: '放弃填写',
      cancelText: '继续填写',
      okButtonProps: { danger: true },
      onOk: async () => {
        setLeaving(true);
        const id = draft.id();
        if (id) await draft.discard(id).catch(() => undefined);
        leave();
      },
    });
  };
  const restore = (found: Draft): void => {
    act({ type: 'load', content: found.content, touched: true });
    draft.adopt(found.draft);
    if (record) setRevealed(record.maskedChildren);
  };

  const press = (event: KeyboardEvent): void => {
    const { key, ctrlKey, altKey, shiftKey, nativeEvent } = event;
    if (nativeEvent.isComposing || event.defaultPrevented) return;
    if (key === 'Escape' && !enterPlace(event.target).open) return cancel();
    if (ctrlKey && key.toLowerCase() === 's') {
      event.preventDefault();
      void save('open');
    } else if (ctrlKey && key === 'Enter') {
      event.preventDefault();
      void save(record ? 'open' : 'next');
    }
    void [altKey, shiftKey];
  };
  const pressEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !form.current || !(event.target instanceof HTMLElement)) return;
    const { target } = event;
    const effect = enterEffect({
      isComposing: event.nativeEvent.isComposing,
      modified: event.ctrlKey || event.altKey || event.metaKey,
      ...enterPlace(target),
    });
    const area = form.current;
    const step = event.shiftKey ? -1 : 1;
    if (effect === 'chooseThenNext') setTimeout(() => focusNeighbour(area, target, step));
    else if (effect === 'next') {
      event.preventDefault();
      if (enterPlace(target).target !== 'text') event.stopPropagation();
      focusNeighbour(area, target, step);
    }
  };

  const title = record ? `修改 ${record.no}` : sealedDirect ? `径送登记` : `新增${register.label}`;
  return (
    <div className="form-page" onKeyDown={press}>
      <div className="form-head">
        <Flex align="center" gap="small" wrap>
          <h1 className="page-title">{title}</h1>
          {copiedFrom ? <Tag>复制自 {copiedFrom}</Tag> : null}
          {envelope ? <Tag color="red">径送：只登记信封</Tag> : null}
          <span className="quiet" role="status">
            {draft.failed
              ? '草稿没有存下，请尽快保存'
              : draft.keptAt
                ? `草稿已存 ${formatTime(draft.keptAt)}`
                : ''}
          </span>
        </Flex>
        <Flex gap="small">
          <Button onClick={cancel}>取消</Button>
          {record ? null : (
            <Button onClick={() => void save('next')} loading={saver.saving && after === 'next'}>
              保存并新增
            </Button>
          )}
          <Button type="primary" onClick={() => void save('open')} loading={saver.saving && after === 'open'}>
            保存
          </Button>
        </Flex>
      </div>
      <DraftBanner
        drafts={state.touched ? [] : draft.found}
        onRestore={restore}
        onDiscard={(found) => void draft.discard(found.draft).catch(() => undefined)}
      />
      {saver.failure ? <FailureAlert error={saver.failure} /> : null}
      <ProblemSummary register={register} content={state} problems={saver.problems} />
      {envelope ? (
        <Alert
          className="failure-alert"
          type="warning"
          showIcon
          title="径送件只登记信封信息，不得摘录、复制、录入内容。"
          description={`依据：${register.envelope?.basis ?? ''}。${record ? '保存后，已录入的内容将被清除。' : ''}`}
        />
      ) : null}
      <DuplicatesPanel
        register={register}
        candidates={duplicates.candidates}
        error={duplicates.error}
        choice={choice}
        problem={saver.problems['duplicates']}
        own={{
          summary: String(state.values['summary'] ?? ''),
          accused: (state.children['accused'] ?? [])
            .map((row) => String(row.values['name'] ?? ''))
            .join('、'),
        }}
        onChange={setChoice}
      />
      <div ref={form} onKeyDownCapture={pressEnter}>
        <FormSections
          register={register}
          sections={sections}
          content={state}
          labels={labels}
          problems={saver.problems}
          masked={masked}
          onReveal={mayReveal ? setRevealing : null}
          onChange={onChange}
          onLeave={onLeave}
          onAdd={(child, rowId) => act({ type: 'addRow', child, rowId })}
          onRemove={(child, rowId) => act({ type: 'removeRow', child, rowId })}
        />
      </div>
      <ConfirmDialog
        questions={saver.questions}
        busy={saver.saving}
        onConfirm={(reasons) => void save(after, reasons)}
        onClose={saver.closeQuestions}
      />
      <ReasonDialog
        open={revealing !== null}
        title="查看反映人信息"
        text={`查看 ${record?.no ?? ''} 的反映人信息，理由记入审计日志。`}
        okText="查看"
        busy={reveal.isPending}
        error={reveal.error}
        onClose={() => setRevealing(null)}
        onOk={(reason) => {
          if (!record || revealing === null) return;
          reveal.mutate(
            { register: registerId, id: record.id, child: revealing, reason },
            {
              onSuccess: ({ rows }) => {
                act({ type: 'setRows', child: revealing, rows });
                setRevealed((before) => [...before, revealing]);
                setRevealing(null);
              },
            },
          );
        }}
      />
    </div>
  );
}

/** Puts the cursor where typing begins: the first empty required field, else the first field. */
function focusFirstEmpty(fields: readonly { readonly key: string; readonly wanted: boolean }[]): void {
  const target = fields.find(({ wanted }) => wanted) ?? fields[0];
  if (target) document.getElementById(fieldId(target.key))?.focus();
}
