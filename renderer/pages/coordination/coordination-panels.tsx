import { Tag } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { codeLabel } from '../../../domain/codes/lookup.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useLabels } from '../../registers/labels.ts';
import { RecordAnchor } from '../../registers/record-link.tsx';
import { Nothing } from '../../shared/states.tsx';

type Matrix = Output<'coordination.matrix'>;

/** 反馈满两个月的整改督查: due by the rule R_CHECK, and whether anybody has been asked for it. */
export function ChecksPanel({ checks }: { readonly checks: Matrix['checks'] }): ReactElement {
  return (
    <Panel title="反馈2个月后检查督查整改">
      {checks === null ? (
        <p className="quiet">您没有查看整改方案的权限。</p>
      ) : checks.length === 0 ? (
        <Nothing text="没有等待检查督查的整改方案。" />
      ) : (
        <ul className="coordination-list">
          {checks.map(({ id, no, target, feedbackAt, due, overdue, request }) => (
            <li key={id}>
              <RecordAnchor register="rectPlan" id={id} no={no} /> {target}
              <div className="quiet">
                {feedbackAt} 反馈，{due} 到期 {overdue ? <Tag color="error">已超期</Tag> : null}
                {request ? (
                  <>
                    　已商请 <RecordAnchor register="coordRequest" id={request.id} no={request.no} />
                    {request.replied ? '，已答复' : '，未答复'}
                  </>
                ) : (
                  '　还没有商请，请从整改方案页面办理“商请整改督查”。'
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** 借来没有归还的材料. */
export function BorrowedPanel({
  borrowed,
  auditHidden,
}: {
  readonly borrowed: Matrix['borrowed'];
  readonly auditHidden: boolean;
}): ReactElement {
  return (
    <Panel title="借阅未归还的材料">
      {auditHidden ? <p className="quiet">您没有查看审计材料登记簿的权限，只列协作事项中的材料。</p> : null}
      {borrowed.length === 0 ? (
        <Nothing text="没有未归还的材料。" />
      ) : (
        <ul className="coordination-list">
          {borrowed.map(({ register, id, no, name, lender, receivedAt, due, overdue }, index) => (
            <li key={`${id}-${index}`}>
              <RecordAnchor register={register} id={id} no={no} /> {name}
              <div className="quiet">
                {registerOf(register).label}　{lender} {receivedAt} 提供
                {due === null ? null : `，${due} 前归还`} {overdue ? <Tag color="error">已超期</Tag> : null}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** 会商: 线索会商、巡审联席会、整改联席会. */
export function MeetingsPanel({ meetings }: { readonly meetings: Matrix['meetings'] }): ReactElement {
  const { codes } = useLabels();
  return (
    <Panel title="会商">
      {meetings === null ? (
        <p className="quiet">您没有查看会议登记簿的权限。</p>
      ) : meetings.length === 0 ? (
        <Nothing text="还没有登记线索会商、巡审联席会、整改联席会。" />
      ) : (
        <ul className="coordination-list">
          {meetings.map(({ id, no, title, kind, heldAt, held }) => (
            <li key={id}>
              <RecordAnchor register="meeting" id={id} no={no} /> {title}
              <div className="quiet">
                {codeLabel(codes, 'meetingKind', kind)}　{heldAt} {held ? '' : <Tag>待召开</Tag>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
