import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Flex, Select } from 'antd';
import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import type { County } from './ring-picture.tsx';

type Proposal = Output<'crossing.propose'>;

/** What is looked at instead of what stands. */
export interface Wish {
  readonly counties: readonly string[];
  /** Null for the best one. */
  readonly shift: number | null;
}

interface Props {
  readonly counties: readonly County[];
  readonly shift: number | null;
  readonly proposal: Proposal | undefined;
  readonly onChange: (wish: Wish) => void;
  /** Back to what stands; null where there is nothing to go back to. */
  readonly onReset: (() => void) | null;
  readonly onAdopt: ((chosen: NonNullable<Proposal['chosen']>) => void) | null;
  readonly pending: boolean;
}

/** Order and shift, each change judged at once; nothing is written before 采用. */
export function RingControls({
  counties,
  shift,
  proposal,
  onChange,
  onReset,
  onAdopt,
  pending,
}: Props): ReactElement {
  const codes = counties.map(({ code }) => code);
  const chosen = proposal?.chosen ?? null;
  const move = (from: number, to: number): void => {
    const next = [...codes];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange({ counties: next, shift });
  };
  return (
    <Flex gap="large" wrap align="flex-start">
      <ol className="ring-order" aria-label="推磨次序">
        {counties.map(({ code, name }, index) => (
          <li key={code}>
            <span className="number">{index + 1}</span>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={`${name}上移`}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={`${name}下移`}
              disabled={index === counties.length - 1}
              onClick={() => move(index, index + 1)}
            />
            {name}
          </li>
        ))}
      </ol>
      <Flex vertical gap="small" align="flex-start">
        <Flex gap="small" align="center" wrap>
          {proposal && proposal.variants.length > 1 ? (
            <>
              <span>{proposal.shiftLabel}</span>
              <Select<number>
                className="short-select"
                aria-label={proposal.shiftLabel}
                value={shift}
                onChange={(next) => onChange({ counties: codes, shift: next })}
                options={proposal.variants.map((variant) => ({
                  value: variant.shift,
                  label: `${variant.shift}${variant.usable ? '' : '（不能用）'}`,
                }))}
              />
            </>
          ) : null}
          <Button onClick={() => onChange({ counties: codes, shift: null })}>推荐排法</Button>
          {onReset ? <Button onClick={onReset}>看现在的编组</Button> : null}
          <Button
            type="primary"
            loading={pending}
            disabled={!chosen || !onAdopt}
            onClick={() => {
              if (chosen && onAdopt) onAdopt(chosen);
            }}
          >
            采用这个排法
          </Button>
        </Flex>
        <span className="quiet">
          调整次序、间隔只是查看，点“采用这个排法”才写入方案；手工修改的编组由此替换。
        </span>
      </Flex>
    </Flex>
  );
}
