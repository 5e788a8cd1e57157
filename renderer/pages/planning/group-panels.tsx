import { App, Button, Flex, Table, type TableColumnsType } from 'antd';
import { useState, type ReactElement } from 'react';
import { codeLabel } from '../../../domain/codes/lookup.ts';
import type { Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import type { OwnPanelProps } from '../../registers/detail/own-panels.tsx';
import type { Labels } from '../../registers/labels.ts';
import { ToneTag } from '../../registers/state-tag.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { DeclaredButton } from './declared-dialog.tsx';
import { useSavingMembers } from './saving-members.ts';
import { StaffingButton, useComposable } from './staffing-dialog.tsx';
import { registeredAs, textIn, withVerdicts, type Verdict } from './verdicts.ts';

type Member = OwnPanelProps['record']['children'][string][number];

const tones: Readonly<Record<Verdict['result'], Tone>> = {
  CLEAR: 'success',
  CHECK: 'warning',
  EXCEPTION: 'warning',
  AVOID: 'danger',
};

/** 回避审查: what the rules say of each member today, with its reasons, and what has been written down. */
export function GroupPanels({ record, labels }: OwnPanelProps): ReactElement | null {
  const members = record.children['members'] ?? [];
  const targets = (record.children['targets'] ?? []).map(({ values }) => textIn(values, 'targetId'));
  const { office } = useSession();
  // Its own office judges its people; what came in a package says too little of them.
  const mayJudge = usePermission('people.read') && record.office === office.id;
  const verdicts = useProcedure(
    'avoidance.judge',
    mayJudge && members.length > 0 && targets.length > 0
      ? {
          members: members.map(({ rowId, values }) => ({
            key: rowId,
            name: textIn(values, 'name'),
            unit: textIn(values, 'unit') || null,
            region: textIn(values, 'region') || null,
            role: textIn(values, 'role'),
            declared: textIn(values, 'declaredAt') !== '',
          })),
          targets,
          region: textIn(record.values, 'targetRegion') || null,
          mode: textIn(record.values, 'mode') || null,
          round: textIn(record.values, 'round') || null,
          profile: textIn(record.values, 'profile') || null,
        }
      : null,
    { staleTime: 0, keep: true },
  );
  const composable = useComposable(record);
  if (!mayJudge) return null;
  const missing =
    targets.length === 0
      ? '还没有登记被巡察党组织，无从审查回避。'
      : members.length === 0
        ? '还没有组成人员。'
        : null;
  return (
    <section className="panel" aria-label="回避审查">
      <Flex justify="space-between" align="center">
        <h2>回避审查</h2>
        <StaffingButton round={textIn(record.values, 'round')} composable={composable} />
      </Flex>
      {missing === null ? (
        <Asked query={verdicts}>
          {(answer) => (
            <>
              <ProfileLine named={textIn(record.values, 'profile')} used={answer.profile} />
              <Verdicts {...{ record, labels, members }} verdicts={answer.verdicts} />
            </>
          )}
        </Asked>
      ) : (
        <Nothing text={missing} />
      )}
    </section>
  );
}

function ProfileLine({ named, used }: { readonly named: string; readonly used: string }): ReactElement {
  if (named !== '' && named !== used)
    return (
      <p className="weakness">
        “计划与编组规则”中没有回避方案“{named}”，按最严的“{used}”审查。请修改本组的“回避方案”。
      </p>
    );
  return <p className="quiet">按回避方案“{used}”审查。</p>;
}

interface VerdictsProps extends OwnPanelProps {
  readonly members: readonly Member[];
  readonly verdicts: Output<'avoidance.judge'>['verdicts'];
}

function Verdicts({ record, labels, members, verdicts }: VerdictsProps): ReactElement {
  const byRow = new Map(verdicts.map((verdict) => [verdict.key, verdict]));
  const open = members.filter(({ values }) => registeredAs(values) === '').map(({ rowId }) => rowId);
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const chosen = (ticked ?? open).filter((key) => byRow.has(key));
  const registering = useRegistering(record, members, byRow, () => setTicked(null));
  return (
    <>
      {registering.error ? <FailureAlert error={registering.error} /> : null}
      <Table<Member>
        size="small"
        rowKey="rowId"
        dataSource={[...members]}
        pagination={false}
        {...(record.editable
          ? {
              rowSelection: {
                selectedRowKeys: [...chosen],
                onChange: (keys) => setTicked(keys.map(String)),
                getCheckboxProps: ({ values }) => ({ 'aria-label': `选择${textIn(values, 'name')}` }),
                columnWidth: 36,
              },
            }
          : {})}
        columns={columnsFor(labels, byRow)}
      />
      {record.editable ? (
        <Flex className="toolbar" gap="small" align="center">
          <Button
            disabled={chosen.length === 0}
            loading={registering.pending}
            onClick={() => registering.confirm(chosen)}
          >
            登记所选 {chosen.length} 人的审查结果
          </Button>
          <DeclaredButton {...{ record, labels, chosen }} />
          <span className="quiet">组员的审查结果全部为“无需回避”或者“例外准入”的，本轮才能进驻。</span>
        </Flex>
      ) : null}
    </>
  );
}

function columnsFor({ codes }: Labels, byRow: ReadonlyMap<string, Verdict>): TableColumnsType<Member> {
  const result = (code: string): string => codeLabel(codes, 'avoidanceResult', code);
  return [
    { title: '姓名', width: 84, render: (_, { values }) => textIn(values, 'name') },
    {
      title: '组内职务',
      width: 84,
      render: (_, { values }) => codeLabel(codes, 'memberRole', textIn(values, 'role')),
    },
    {
      title: '软件审查',
      width: 108,
      render: (_, { rowId }) => {
        const verdict = byRow.get(rowId);
        return verdict ? <ToneTag tone={tones[verdict.result]} text={result(verdict.result)} /> : '—';
      },
    },
    {
      title: '理由和依据',
      render: (_, { rowId }) => <Reasons reasons={byRow.get(rowId)?.reasons ?? []} />,
    },
    {
      title: '已登记',
      width: 108,
      render: (_, { values }) => result(registeredAs(values)) || <span className="quiet">未登记</span>,
    },
  ];
}

/** Writes what the rules say of the chosen members into the group, when it is confirmed. */
function useRegistering(
  record: OwnPanelProps['record'],
  members: readonly Member[],
  byRow: ReadonlyMap<string, Verdict>,
  onDone: () => void,
): {
  readonly pending: boolean;
  readonly error: unknown;
  readonly confirm: (chosen: readonly string[]) => void;
} {
  const { message, modal } = App.useApp();
  const save = useSavingMembers(record);
  const register = (chosen: readonly string[]): void =>
    save.mutate(withVerdicts(members, byRow, new Set(chosen)), () => {
      onDone();
      void message.success(`已登记${chosen.length}人的审查结果。`);
    });
  return {
    pending: save.pending,
    error: save.error,
    confirm: (chosen) =>
      void modal.confirm({
        title: `登记${chosen.length}人的回避审查结果？`,
        content:
          '审查结论和说明写入组成人员，原来登记的由此替换；“需核实”的，核实后请在“修改”中改为最后的结果。',
        okText: '登记',
        cancelText: '取消',
        onOk: () => register(chosen),
      }),
  };
}

function Reasons({ reasons }: Pick<Verdict, 'reasons'>): ReactElement {
  if (reasons.length === 0) return <span className="quiet">没有发现须回避的情形。</span>;
  return (
    <ul className="plain-list">
      {reasons.map(({ rule, sentence, basis, excusedBy }) => (
        <li key={`${rule}${sentence}`}>
          {sentence}
          {excusedBy ? `按“${excusedBy.profile}”可以例外：${excusedBy.reason}。` : ''}
          {basis === '' ? null : <span className="quiet">（依据：{basis}）</span>}
        </li>
      ))}
    </ul>
  );
}
