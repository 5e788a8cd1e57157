import { App } from 'antd';
import { useCallback, useEffect, useReducer, useRef, useState, type RefObject } from 'react';
import { useLocation } from 'wouter';
import type { Register, Value } from '../../../domain/register.ts';
import { registerOf, type RegisterId } from '../../../domain/registers/registers.ts';
import type { LoadedRecord } from '../detail/detail-head.tsx';
import { restoredContent, withoutDisclosed } from './brought-in.ts';
import { noChoice, type DuplicateChoice } from './duplicates-panel.tsx';
import { fieldId } from './form-field.tsx';
import { fieldProblem, problemPath, unreadProblems } from './form-problems.ts';
import {
  contentToSave,
  formReducer,
  isBlank,
  type FormAction,
  type FormContent,
  type FormState,
} from './form-state.ts';
import { useDraft, type Draft, type DraftKeeper } from './use-draft.ts';
import { useDuplicates } from './use-duplicates.ts';
import { useFormPlan, type FormPlan } from './use-form-plan.ts';
import { useReveal, type Reveal } from './use-reveal.ts';
import { useSave, type Saver } from './use-save.ts';

export interface RecordFormProps {
  readonly registerId: RegisterId;
  /** null = a new record. */
  readonly record: LoadedRecord | null;
  readonly initial: FormContent;
  readonly copiedFrom?: string;
  /** {@link copiedFrom} names the record that this one is made from, of another register perhaps. */
  readonly made?: boolean;
  readonly sealedDirect: boolean;
  /** The whole that a new record is part of: fixed, and where the form leads back to. */
  readonly whole?: string;
  /** 更正 of what is locked, with a reason. */
  readonly correction?: boolean;
  /** The field at which the form is opened. */
  readonly at?: string;
}

export interface RecordForm {
  readonly register: Register;
  readonly state: FormState;
  readonly act: (action: FormAction) => void;
  readonly plan: FormPlan;
  /** What cannot be changed here, and a part stays with its whole. */
  readonly fixed: ReadonlySet<string>;
  readonly draft: DraftKeeper;
  readonly saver: Saver;
  readonly reveal: Reveal;
  readonly duplicates: ReturnType<typeof useDuplicates>;
  readonly choice: DuplicateChoice;
  readonly choose: (choice: DuplicateChoice) => void;
  readonly saving: 'open' | 'next' | null;
  /** `next` goes on with an empty form. */
  readonly save: (then: 'open' | 'next') => void;
  /** Saves with reasons for the questions that were asked. */
  readonly confirm: (reasons: Readonly<Record<string, string>>) => void;
  readonly cancel: () => void;
  readonly restore: (draft: Draft) => void;
  /** Why a record is corrected; null where it is simply entered or changed. */
  readonly reason: string | null;
  readonly setReason: (reason: string) => void;
  readonly onChange: (path: string, value: Value) => void;
  readonly onLeave: (path: string, problem?: string) => void;
}

/** Everything behind a form but its looks. */
export function useRecordForm(props: RecordFormProps): RecordForm {
  const { registerId, record, initial, sealedDirect, whole, made = false, correction = false } = props;
  const register: Register = registerOf(registerId);
  const [, navigate] = useLocation();
  const [state, act] = useReducer(formReducer, { ...initial, dirty: false, touched: false });
  const [choice, choose] = useState(noChoice);
  const [then, setThen] = useState<'open' | 'next'>('open');
  const [reason, setReason] = useState('');
  const saver = useSave();
  const reveal = useReveal(registerId, record, act);
  const onKept = useCallback(() => act({ type: 'kept' }), []);
  const { id = null, rev = null } = record ?? {};
  const paused = saver.saving;
  const plan = useFormPlan(register, state.values, sealedDirect, record?.state ?? null, initial, correction);
  const keepable = (content: FormContent): FormContent => {
    if (plan.envelope) return contentToSave(register, content, [...plan.shown], true);
    return made ? withoutDisclosed(register, content, initial) : content;
  };
  const draft = useDraft({ register: registerId, record: id, rev, state, paused, onKept, keepable });
  const duplicates = useDuplicates(registerId, id, state, !plan.envelope && state.touched);
  const { onChange, onLeave, unread } = useTyping(register, state, act, saver.setProblem);
  useFirstFocus(register, plan, initial, props.at);

  const save = async (
    after: 'open' | 'next',
    confirmed?: Readonly<Record<string, string>>,
  ): Promise<void> => {
    setThen(after);
    const { candidates } = duplicates;
    const content = {
      registerId,
      register,
      id,
      rev,
      content: state,
      shown: plan.sent,
      unread: unreadProblems(unread.current, state, plan.sent),
      sealedDirect,
      reason: correction ? reason : null,
    };
    const saved = await saver.save({ ...content, draft: draft.id(), candidates, choice }, confirmed);
    if (!saved) {
      setTimeout(() => {
        const said = document.getElementById('form-failure') ?? document.getElementById('form-problems');
        said?.scrollIntoView({ block: 'start' });
      });
      return;
    }
    draft.stop();
    const kept = draft.id();
    if (correction && kept) void draft.discard(kept).catch(() => undefined);
    navigate(after === 'next' ? nextForm(registerId, saved.id, whole) : `/${registerId}/${saved.id}`);
  };
  const back = whole === undefined ? `/${registerId}` : `/${register.partOf?.register}/${whole}`;
  const leave = (): void => navigate(id === null ? back : `/${registerId}/${id}`);
  const askBeforeLeaving = useAskBeforeLeaving(draft, () => {
    draft.stop();
    leave();
  });
  return {
    register,
    state,
    act,
    plan,
    fixed:
      register.partOf && (record || whole !== undefined)
        ? new Set([...plan.fixed, register.partOf.field])
        : plan.fixed,
    draft,
    saver,
    reveal,
    duplicates,
    choice,
    choose,
    saving: saver.saving ? then : null,
    save: (after) => void save(after),
    confirm: (reasons) => void save(then, reasons),
    cancel: () => (state.touched ? askBeforeLeaving() : leave()),
    restore: (found) => {
      const { fixed, clearable } = plan;
      const content = restoredContent(register, found.content, initial, fixed, clearable);
      act({ type: 'load', content, touched: true });
      draft.adopt(found.draft);
      reveal.takeAsRevealed(content.children);
    },
    reason: correction ? reason : null,
    setReason,
    onChange,
    onLeave,
  };
}

/** The address of a fresh form; the id only tells one round from the next. */
function nextForm(register: RegisterId, round: string, whole: string | undefined): string {
  return whole === undefined ? `/${register}/new/again/${round}` : `/${register}/new/part/${whole}/${round}`;
}

function useTyping(
  register: Register,
  state: FormState,
  act: (action: FormAction) => void,
  setProblem: Saver['setProblem'],
): Pick<RecordForm, 'onChange' | 'onLeave'> & { readonly unread: RefObject<Map<string, string>> } {
  const unread = useRef(new Map<string, string>());
  const latest = useRef<FormContent>(state);
  useEffect(() => {
    latest.current = state;
  });
  const onChange = useCallback(
    (path: string, value: Value) => {
      unread.current.delete(path);
      // What was wrong with what stood there is not said of what is typed now; leaving the field looks again.
      setProblem(problemPath(path, latest.current), undefined);
      const [child, rowId, key] = path.split('.');
      if (child && rowId && key) act({ type: 'setCell', child, rowId, key, value });
      else act({ type: 'set', key: path, value });
    },
    [act, setProblem],
  );
  const onLeave = useCallback(
    (path: string, problem?: string) => {
      if (problem === undefined) unread.current.delete(path);
      else unread.current.set(path, problem);
      const field = register.fields.find(({ key }) => key === path);
      if (field) setTimeout(() => setProblem(path, fieldProblem(field, latest.current.values[path])));
    },
    [register, setProblem],
  );
  return { onChange, onLeave, unread };
}

/** Puts the cursor where typing begins: the field that was asked for, else the first empty required field, else the first. */
function useFirstFocus(
  register: Register,
  plan: FormPlan,
  initial: FormContent,
  at: string | undefined,
): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    const fields = register.fields.filter(({ key }) => plan.shown.has(key) && !plan.fixed.has(key));
    const wanted = fields.find(({ key, required }) => required === true && isBlank(initial.values[key]));
    const asked = fields.find(({ key }) => key === at);
    const target = asked ?? wanted ?? fields[0];
    const input = target && document.getElementById(fieldId(target.key));
    input?.focus();
    if (asked) input?.scrollIntoView({ block: 'center' });
  }, [register, plan, initial, at]);
}

function useAskBeforeLeaving(draft: DraftKeeper, leave: () => void): () => void {
  const { modal } = App.useApp();
  return () => {
    modal.confirm({
      title: '填写的内容还没有保存',
      content: '放弃后，本次填写的内容不再保留。也可以先离开，下次打开时从草稿恢复。',
      okText: '放弃填写',
      cancelText: '继续填写',
      okButtonProps: { danger: true },
      onOk: async () => {
        const kept = draft.id();
        if (kept) await draft.discard(kept).catch(() => undefined);
        leave();
      },
    });
  };
}
