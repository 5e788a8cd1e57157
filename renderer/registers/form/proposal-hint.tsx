import { BulbOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactElement } from 'react';
import type { Proposal } from '../../../domain/proposal.ts';
import type { Field, Value, Values } from '../../../domain/register.ts';
import { replacedBy } from './form-plan.ts';
import type { FormContent } from './form-state.ts';

interface Props {
  readonly proposal: Proposal;
  readonly fields: readonly Field[];
  readonly content: FormContent;
  readonly onTake: (key: string, value: Value) => void;
}

/** A proposal beside its fields; it says what taking it would replace, and nothing changes until it is taken. */
export function ProposalHint({ proposal, fields, content, onTake }: Props): ReactElement | null {
  const proposed = proposal.propose(content);
  if (!proposed) return null;
  const replaced = replacedBy(proposed.values, content.values, fields);
  const text = `${proposed.text}${replaced.length > 0 ? `采用后替换已填的${replaced.join('、')}。` : ''}`;
  return <Hint text={text} values={proposed.values} onTake={onTake} />;
}

interface HintProps {
  readonly text: string;
  /** What is filled in when it is taken. */
  readonly values: Values;
  readonly onTake: (key: string, value: Value) => void;
}

export function Hint({ text, values, onTake }: HintProps): ReactElement {
  return (
    <div className="proposal-hint" role="note">
      <BulbOutlined aria-hidden />
      <span className="quiet">{text}</span>
      <Button
        size="small"
        onClick={() => {
          for (const [key, value] of Object.entries(values)) onTake(key, value);
        }}
      >
        采用
      </Button>
    </div>
  );
}
