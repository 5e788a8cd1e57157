import { Table, type TableColumnsType } from 'antd';
import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { Nothing } from '../../shared/states.tsx';
import type { County, Crossing } from './ring-picture.tsx';

interface Props {
  readonly counties: readonly County[];
  readonly crossings: readonly Crossing[];
  readonly targets: Output<'crossing.propose'>['targets'];
}

/** The same as the picture, a line for each county a group goes to. */
export function CrossingTable({ counties, crossings, targets }: Props): ReactElement {
  const names = new Map(counties.map(({ code, name }) => [code, name] as const));
  const name = (code: string): string => names.get(code) ?? code;
  // A group that goes from county to county names its organisations once.
  const rows = crossings.map((crossing, index) => ({
    ...crossing,
    key: `${crossing.group}/${index}`,
    isFirst: crossings.findIndex(({ group }) => group === crossing.group) === index,
  }));
  const organisations: TableColumnsType<(typeof rows)[number]>[number] = {
    title: '被巡察党组织',
    render: (_, { group, isFirst }) =>
      isFirst
        ? targets
            .filter((each) => each.group === group)
            .map(({ targetId }) => targetId)
            .join('、') || '—'
        : '（同上）',
  };
  return (
    <Table
      size="small"
      rowKey="key"
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: <Nothing text="还没有编组。" /> }}
      columns={[
        { title: '组别', width: 124, dataIndex: 'group' },
        {
          title: '派出县',
          width: 124,
          render: (_, { senders }) => (senders.length === 0 ? '市级' : senders.map(name).join('、')),
        },
        { title: '被巡察县', width: 124, render: (_, { target }) => name(target) },
        ...(targets.length === 0 ? [] : [organisations]),
      ]}
    />
  );
}
