import { Alert, Button, Collapse, Descriptions, Flex, Input, Radio } from 'antd';
import type { ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { StateTag, ToneTag } from '../state-tag.tsx';

export type Candidate = Output<'records.duplicates'>['candidates'][number];

export interface DuplicateChoice {
  readonly decision: 'none' | 'repeat' | 'supplement' | null;
  readonly of: string | null;
  readonly basis: string;
}

export const noChoice: DuplicateChoice = { decision: null, of: null, basis: '' };

interface Props {
  readonly register: Register;
  readonly candidates: readonly Candidate[];
  readonly error: unknown;
  readonly choice: DuplicateChoice;
  readonly problem: string | undefined;
  readonly own: { readonly summary: string; readonly accused: string };
  readonly onChange: (choice: DuplicateChoice) => void;
}

const questions = [
  { value: 'none', label: '不是重复件' },
  { value: 'repeat', label: '重复件' },
  { value: 'supplement', label: '补充件（有新内容）' },
];

/** 查重 while typing: what is known already beside what is being typed, and the clerk's decision with its basis. */
export function DuplicatesPanel(props: Props): ReactElement | null {
  const { candidates, error, choice, problem, onChange } = props;
  if (error) return <FailureAlert error={error} type="warning" />;
  if (candidates.length === 0) return null;
  const suspected = candidates.filter(({ level }) => level === 'suspected').length;
  const decide = (decision: DuplicateChoice['decision']): void => {
    const [first] = candidates;
    const proposed = candidates.some(({ explanation }) => explanation === choice.basis);
    if (decision === 'none') {
      onChange({ decision, of: null, basis: proposed ? '' : choice.basis });
    } else {
      onChange({
        decision,
        of: choice.of ?? first?.id ?? null,
        basis: choice.basis || (first?.explanation ?? ''),
      });
    }
  };
  return (
    <section className="panel duplicates" id="duplicates" aria-label="查重">
      <Alert
        type={suspected > 0 ? 'warning' : 'info'}
        showIcon
        title={
          suspected > 0
            ? `发现${suspected}件疑似重复，请判定后保存。`
            : `有${candidates.length}件可能相关，供参考。`
        }
      />
      <Collapse
        size="small"
        defaultActiveKey={candidates[0]?.id ?? ''}
        items={candidates.map((candidate) => ({
          key: candidate.id,
          label: <CandidateTitle register={props.register} candidate={candidate} />,
          children: <Comparison {...props} candidate={candidate} />,
        }))}
      />
      <Flex gap="middle" align="center" wrap className="duplicate-decision">
        <strong>
          判定
          {suspected > 0 ? <span className="required-mark">必填</span> : null}
        </strong>
        <Radio.Group
          value={choice.decision}
          onChange={({ target }) => decide(target.value)}
          options={questions}
        />
        <Input
          className="grow"
          aria-label="判定依据"
          placeholder="判定依据"
          maxLength={200}
          value={choice.basis}
          disabled={choice.decision === null}
          onChange={({ target }) => onChange({ ...choice, basis: target.value })}
        />
      </Flex>
      {choice.decision !== null && choice.decision !== 'none' ? (
        <div className="quiet">
          首次件：{candidates.find(({ id }) => id === choice.of)?.no ?? '请在上面选定'}
        </div>
      ) : null}
      {problem ? (
        <div className="weakness" role="alert">
          {problem}
        </div>
      ) : null}
    </section>
  );
}

function CandidateTitle({
  register,
  candidate,
}: Pick<Props, 'register'> & { readonly candidate: Candidate }): ReactElement {
  return (
    <Flex gap="small" align="center" wrap>
      <ToneTag
        tone={candidate.level === 'suspected' ? 'warning' : 'neutral'}
        text={`${candidate.level === 'suspected' ? '疑似重复' : '可能相关'} ${Math.round(candidate.score * 100)}%`}
      />
      <span className="number">{candidate.no}</span>
      <StateTag register={register} state={candidate.state} />
      <span className="quiet">{candidate.explanation}</span>
    </Flex>
  );
}

function Comparison({
  candidate,
  own,
  choice,
  onChange,
}: Props & { readonly candidate: Candidate }): ReactElement {
  const first = choice.of === candidate.id && choice.decision !== null && choice.decision !== 'none';
  return (
    <div className="comparison">
      <Descriptions
        size="small"
        column={1}
        bordered
        title="已登记"
        items={[
          { key: 'received', label: '收件日期', children: candidate.receivedAt },
          { key: 'petitioners', label: '反映人', children: candidate.petitioners || '—' },
          { key: 'accused', label: '被反映人', children: candidate.accused || '—' },
          { key: 'summary', label: '内容摘要', children: candidate.summary || '—' },
        ]}
      />
      <Descriptions
        size="small"
        column={1}
        bordered
        title="正在登记"
        items={[
          { key: 'accused', label: '被反映人', children: own.accused || '—' },
          { key: 'summary', label: '内容摘要', children: own.summary || '—' },
        ]}
      />
      <Button
        size="small"
        type={first ? 'primary' : 'default'}
        onClick={() =>
          onChange({
            decision: choice.decision === 'supplement' ? 'supplement' : 'repeat',
            of: candidate.id,
            basis: choice.basis || candidate.explanation,
          })
        }
      >
        {first ? '已选为首次件' : '以此件为首次件'}
      </Button>
    </div>
  );
}
