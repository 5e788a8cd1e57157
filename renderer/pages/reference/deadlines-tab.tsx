import { Table } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { editColumns, validityColumn, verifiedColumn } from './row-columns.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { unitLabels } from './units.ts';

type Rule = Output<'deadlines.rules'>['rules'][number];

/** 时限规则: how long, counted how, on what basis, valid when. */
export function DeadlinesTab(): ReactElement {
  const rules = useProcedure('deadlines.rules', {}, { staleTime: 0 });
  const mayEdit = usePermission('reference.edit');
  const [editing, setEditing] = useState<Rule | null>(null);
  return (
    <Asked query={rules}>
      {(data) => (
        <>
          <Table<Rule>
            size="small"
            rowKey={(rule) => `${rule.code}-${rule.validFrom ?? ''}`}
            dataSource={[...data.rules]}
            pagination={false}
            scroll={{ x: 900 }}
            locale={{ emptyText: <Nothing text="还没有时限规则。" /> }}
            columns={[
              { title: '事项', dataIndex: 'label', width: 220 },
              {
                title: '期限',
                width: 150,
                render: (_, { length, unit }) => (
                  <strong className="number">
                    {length} {unitLabels[unit]}
                  </strong>
                ),
              },
              {
                title: '遇休息日',
                dataIndex: 'rollToWorkday',
                width: 110,
                render: (roll: boolean, { unit }) =>
                  unit === 'workday' ? '—' : roll ? '顺延到工作日' : '不顺延',
              },
              verifiedColumn(),
              { title: '依据', dataIndex: 'basis' },
              validityColumn(140),
              ...editColumns<Rule>(mayEdit ? setEditing : null),
            ]}
          />
          {editing ? <RuleDialog rule={editing} onClose={() => setEditing(null)} /> : null}
        </>
      )}
    </Asked>
  );
}
