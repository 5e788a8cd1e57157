import { Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { formatTerm, formatTimeLeft } from '../../../domain/calendar/time-left.ts';
import type { Tone } from '../../../domain/register.ts';
import { LightTag, ToneTag } from '../state-tag.tsx';
import type { LoadedRecord } from './detail-head.tsx';

type Deadline = LoadedRecord['deadlines'][number];

/** Every clock that runs for the record, with its legal basis on hover. */
export function DeadlinePanel({ deadlines }: { readonly deadlines: readonly Deadline[] }): ReactElement {
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
                {formatTerm(deadline.start, deadline.due)}
                {deadline.due && deadline.problem ? '（暂按日历日）' : ''}
                {deadline.originalDue ? `（延期，原至 ${deadline.originalDue}）` : ''}
                {deadline.met ? `，${deadline.met} 完成` : ''}
              </span>
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
