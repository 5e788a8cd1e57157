import { Button, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { metBy } from '../../../domain/calendar/met-by.ts';
import { formatTerm, formatTimeLeft } from '../../../domain/calendar/time-left.ts';
import type { Field, Register, Tone } from '../../../domain/register.ts';
import { useSession } from '../../app/session.tsx';
import { fixedHere } from '../form/form-plan.ts';
import { LightTag, ToneTag } from '../state-tag.tsx';
import type { LoadedRecord } from './detail-head.tsx';

type Deadline = LoadedRecord['deadlines'][number];

interface Props {
  readonly register: Register;
  readonly record: LoadedRecord;
}

/** Every clock that runs for the record, with its legal basis on hover and the way to what it waits for. */
export function DeadlinePanel({ register, record }: Props): ReactElement {
  const { permissions } = useSession();
  const [, navigate] = useLocation();
  const { deadlines } = record;
  const fillable = fillableIn(register, record, permissions);
  return (
    <section className="panel">
      <h2>时限</h2>
      {deadlines.length === 0 ? <p className="quiet">此件没有正在计算的时限。</p> : null}
      <ul className="plain-list deadline-list">
        {deadlines.map((deadline) => {
          const { tone, text } = lookOf(deadline);
          return (
            <li key={deadline.rule}>
              <Tooltip title={`依据：${deadline.basis}${deadline.verified ? '' : '（待核）'}`}>
                <span className="explained">{deadline.label}</span>
              </Tooltip>
              <span>
                {deadline.light ? (
                  <LightTag light={deadline.light} text={text} />
                ) : (
                  <ToneTag tone={tone} text={text} />
                )}
              </span>
              <span className="quiet tabular">
                {formatTerm(deadline.start, deadline.due, deadline.originalDue)}
                {deadline.due && deadline.problem ? '（暂按日历日）' : ''}
                {deadline.originalDue ? `（${movedHow(deadline)}，原至 ${deadline.originalDue}）` : ''}
                {deadline.met ? `，${deadline.met} 完成` : ''}
              </span>
              {fillable(deadline).map(({ key, label }) => (
                <Button
                  key={key}
                  type="link"
                  size="small"
                  onClick={() => navigate(`/${register.id}/${record.id}/edit/${key}`)}
                >
                  填写“{label}”
                </Button>
              ))}
              {deadline.problem ? (
                <span className="weakness">
                  {deadline.problem}
                  {deadline.soFar}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The dates of the form that would meet a clock, as far as this person's form can take them now. */
function fillableIn(
  register: Register,
  { editable, state, values, children }: LoadedRecord,
  permissions: readonly string[],
): (deadline: Deadline) => readonly Field[] {
  if (!editable) return () => [];
  const allowed = new Set<string>(permissions);
  const held = { values, children };
  const fixed = fixedHere(register, { state, held, may: (permission) => allowed.has(permission) });
  return ({ rule }) =>
    register.deadlines
      .filter((use) => use.rule === rule)
      .flatMap((use) => metBy(register, use, values))
      .filter(({ key }) => !fixed.has(key));
}

/** An order may also be for an earlier day. */
const movedHow = ({ due, originalDue }: Deadline): string =>
  due !== null && originalDue !== null && due < originalDue ? '提前' : '延期';

function lookOf({ state, remaining }: Deadline): { readonly tone: Tone; readonly text: string } {
  switch (state) {
    case 'met':
      return { tone: 'success', text: '按期完成' };
    case 'metLate':
      return { tone: 'warning', text: '逾期完成' };
    case 'overdue':
      return { tone: 'danger', text: remaining === null ? '已超期' : formatTimeLeft(remaining) };
    case 'unknown':
      return { tone: 'warning', text: '无法计算' };
    case 'open':
      return {
        tone: remaining !== null && remaining.count <= 3 ? 'warning' : 'neutral',
        text: remaining === null ? '计算中' : formatTimeLeft(remaining),
      };
  }
}
