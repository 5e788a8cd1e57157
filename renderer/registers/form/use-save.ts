import { App } from 'antd';
import { useCallback, useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import type { Register } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call, failureOf } from '../../app/bridge.ts';
import { useInvalidate } from '../../app/queries.ts';
import { useSaved } from '../../app/saved.tsx';
import { todayInChina } from '../../shared/format.ts';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Candidate, DuplicateChoice } from './duplicates-panel.tsx';
import { problemsOf, ruleErrors, type Problems } from './form-problems.ts';
import { contentToSave, type FormContent } from './form-state.ts';
import { mutable } from './use-draft.ts';

export interface SaveRequest {
  readonly registerId: RegisterId;
  readonly register: Register;
  readonly id: string | null;
  readonly rev: number | null;
  readonly content: FormContent;
  readonly shown: ReadonlySet<string>;
  /** What stands in fields and could not be taken: nothing is saved over it. */
  readonly unread: Problems;
  readonly sealedDirect: boolean;
  readonly draft: string | null;
  readonly candidates: readonly Candidate[];
  readonly choice: DuplicateChoice;
  /** Set for a 更正. */
  readonly reason: string | null;
}

type SavedRecord = Output<'records.save'>;

export interface Saver {
  readonly saving: boolean;
  readonly problems: Problems;
  /** Whether 保存 has been tried: before, a mistake is only said beside its field. */
  readonly tried: boolean;
  /** Something over the whole record, or a refusal of the service. */
  readonly failure: Failure | null;
  readonly questions: Readonly<Record<string, string>> | null;
  /** The saved record, or undefined when it was refused or waits for confirmation. */
  readonly save: (
    request: SaveRequest,
    confirmed?: Readonly<Record<string, string>>,
  ) => Promise<SavedRecord | undefined>;
  readonly setProblem: (path: string, problem: string | undefined) => void;
  readonly closeQuestions: () => void;
  readonly clear: () => void;
}

/** Where a missing reason for a 更正 is said. */
export const reasonPath = 'correction';

const duplicateUndecided = '请先判定是否重复件。';

/** Checks, asks and saves; whatever is refused leaves the input as it is and says where. */
export function useSave(): Saver {
  const { message } = App.useApp();
  const { markSaved } = useSaved();
  const invalidate = useInvalidate();
  const [saving, setSaving] = useState(false);
  const [tried, setTried] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [questions, setQuestions] = useState<Readonly<Record<string, string>> | null>(null);

  const save = useCallback(
    async (request: SaveRequest, confirmed: Readonly<Record<string, string>> = {}) => {
      const found = findProblems(request);
      setTried(true);
      setProblems(found.problems);
      setFailure(found.failure);
      if (found.failure || Object.keys(found.problems).length > 0) return undefined;
      setSaving(true);
      try {
        const { reason } = request;
        const saved =
          reason === null
            ? await call('records.save', inputOf(request, confirmed))
            : await call('records.correct', correctionOf(request, reason, confirmed));
        setQuestions(null);
        markSaved(saved.savedAt);
        void message.success(`已保存 ${saved.no}`);
        await invalidate([request.registerId]);
        return saved;
      } catch (error) {
        const refused = failureOf(error);
        if (refused.type === 'NeedsConfirmation') {
          setQuestions(refused.fields ?? {});
          return undefined;
        }
        setQuestions(null);
        setFailure(refused);
        setProblems(refused.fields ?? {});
        return undefined;
      } finally {
        setSaving(false);
      }
    },
    [markSaved, message, invalidate],
  );
  const setProblem = useCallback((path: string, problem: string | undefined) => {
    setProblems((before) => {
      if (before[path] === problem) return before;
      const { [path]: _gone, ...rest } = before;
      return problem === undefined ? rest : { ...rest, [path]: problem };
    });
  }, []);
  const closeQuestions = useCallback(() => setQuestions(null), []);
  const clear = useCallback(() => {
    setProblems({});
    setTried(false);
    setFailure(null);
  }, []);
  return { saving, problems, tried, failure, questions, save, setProblem, closeQuestions, clear };
}

function findProblems(request: SaveRequest): {
  readonly problems: Problems;
  readonly failure: Failure | null;
} {
  const { register, content, shown, sealedDirect, candidates, choice } = request;
  const typed = { ...problemsOf(register, content, shown, sealedDirect), ...request.unread };
  const unexplained = request.reason !== null && request.reason.trim() === '';
  const own = unexplained ? { ...typed, [reasonPath]: '请填写更正理由。' } : typed;
  const undecided = candidates.some(({ level }) => level === 'suspected') && choice.decision === null;
  const problems = undecided ? { ...own, duplicates: duplicateUndecided } : own;
  if (Object.keys(problems).length > 0) return { problems, failure: null };
  const sent = contentToSave(register, content, Object.keys(content.values), sealedDirect);
  const [first, ...others] = ruleErrors(register, sent, todayInChina());
  if (!first) return { problems: {}, failure: null };
  return { problems: Object.assign({}, ...others.map(({ fields }) => fields), first.fields), failure: first };
}

function correctionOf(
  { registerId, register, id, rev, content, shown }: SaveRequest,
  reason: string,
  confirmed: Readonly<Record<string, string>>,
): Parameters<typeof call<'records.correct'>>[1] {
  if (id === null || rev === null) throw new Error('only a record that is there is corrected');
  const sent = mutable(contentToSave(register, content, [...shown], false));
  return {
    register: registerId,
    id,
    rev,
    ...sent,
    children: Object.fromEntries(Object.entries(sent.children).filter(([key]) => !isSigned(register, key))),
    confirmed: { ...confirmed },
    reason: reason.trim(),
  };
}

function isSigned({ workflow }: Register, key: string): boolean {
  return workflow.signedAnew?.includes(key) === true;
}

function inputOf(
  request: SaveRequest,
  confirmed: Readonly<Record<string, string>>,
): Parameters<typeof call<'records.save'>>[1] {
  const { registerId, register, id, rev, content, shown, sealedDirect, draft, choice } = request;
  const sent = contentToSave(register, content, [...shown], sealedDirect);
  return {
    register: registerId,
    id,
    rev,
    ...mutable(sent),
    draft,
    confirmed: { ...confirmed },
    duplicate:
      choice.decision === null
        ? null
        : {
            decision: choice.decision,
            of: choice.decision === 'none' ? null : choice.of,
            basis: choice.basis.trim(),
          },
    sealedDirect,
  };
}
