import { Button, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { metBy } from '../../../domain/calendar/met-by.ts';
import { formatTerm } from '../../../domain/calendar/time-left.ts';
import type { Field, Register } from '../../../domain/register.ts';
import { useSession } from '../../app/session.tsx';
import { fixedHere } from '../form/form-plan.ts';
import { LightTag, ToneTag } from '../state-tag.tsx';
import { wordsOf } from './deadline-words.ts';
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
  const { deadlines, values } = record;
  const fillable = fillableIn(register, record, permissions);
  return (
    <section className="panel">
      <h2>时限</h2>
      {deadlines.length === 0 ? <p className="quiet">此件没有正在计算的时限。</p> : null}
      <ul className="plain-list deadline-list">
        {deadlines.map((deadline) => {
          const { tone, text, moved, met } = wordsOf(register, values, deadline);
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
                {deadline.originalDue ? `（${moved}，原至 ${deadline.originalDue}）` : ''}
                {deadline.met ? `，${deadline.met} ${met}` : ''}
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
