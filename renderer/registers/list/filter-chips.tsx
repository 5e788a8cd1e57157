import { Button, Flex, Tag } from 'antd';
import type { ReactElement } from 'react';
import type { Register } from '../../../domain/register.ts';
import type { Column } from '../columns.ts';
import type { Labels } from '../labels.ts';
import { PetitionersLeftOut } from '../petitioners-left-out.tsx';
import { filterText } from './filter-text.ts';
import type { ListAction, ListState } from './list-state.ts';

interface Props {
  readonly register: Register;
  readonly columns: readonly Column[];
  readonly labels: Labels;
  readonly state: ListState;
  readonly act: (action: ListAction) => void;
}

/** Every condition that is on, each with its ✕; 清除筛选 is always there while there is one. */
export function FilterChips({ register, columns, labels, state, act }: Props): ReactElement | null {
  const text = state.text.trim();
  if (state.filters.length === 0 && text.length < 2) return null;
  return (
    <Flex wrap gap={6} align="center" className="chips" role="group" aria-label="当前筛选条件">
      <span className="quiet">筛选：</span>
      {text.length >= 2 ? (
        <Tag color="blue" closable onClose={() => act({ type: 'text', text: '' })}>
          含“{text}”
        </Tag>
      ) : null}
      {state.filters.map((filter) => (
        <Tag
          key={filter.field}
          color="blue"
          closable
          onClose={(event) => {
            event.preventDefault();
            act({ type: 'filter', field: filter.field, filter: null });
          }}
        >
          {filterText(register, columns, filter, labels)}
        </Tag>
      ))}
      <Button size="small" onClick={() => act({ type: 'clear' })}>
        清除筛选
      </Button>
      {register.children.some(({ compartment }) => compartment === 'petitioner') ? (
        <PetitionersLeftOut text={text} />
      ) : null}
    </Flex>
  );
}
