import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Input, Table } from 'antd';
import { useState, type ReactElement } from 'react';
import { mediumKindLabels } from '../../../domain/media.ts';
import { useProcedure } from '../../app/queries.ts';
import { usePermission } from '../../app/session.tsx';
import { ToneTag } from '../../registers/state-tag.tsx';
import { Asked, Nothing } from '../../shared/states.tsx';
import { PrintButton } from '../paper/print-button.tsx';
import { MediumDialog } from './medium-dialog.tsx';
import { statusLook, type Medium } from './media-words.ts';

/** 介质台账: unified numbers, who keeps each, where it is. */
export function MediaPage(): ReactElement {
  const media = useProcedure('media.list', {}, { staleTime: 0 });
  const mayEdit = usePermission('exchange.media');
  const [editing, setEditing] = useState<Medium | 'new' | null>(null);
  const [search, setSearch] = useState('');
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">介质台账</h1>
        <Flex gap="small">
          <Input.Search
            aria-label="查找介质"
            className="audit-search"
            allowClear
            placeholder="编号、序列号、保管人"
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <PrintButton forms={['F47', 'F49']} source={{}} />
          {mayEdit ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
              登记介质
            </Button>
          ) : null}
        </Flex>
      </div>
      <Asked query={media}>
        {(data) => (
          <MediaTable
            media={data.media.filter(({ code, serialNo, custodian }) =>
              [code, serialNo, custodian].some((text) => text.includes(search.trim())),
            )}
            onEdit={mayEdit ? setEditing : null}
          />
        )}
      </Asked>
      {editing ? (
        <MediumDialog medium={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </>
  );
}

interface Props {
  readonly media: readonly Medium[];
  readonly onEdit: ((medium: Medium) => void) | null;
}

function MediaTable({ media, onEdit }: Props): ReactElement {
  return (
    <Table
      size="small"
      rowKey="code"
      dataSource={[...media]}
      pagination={media.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
      scroll={{ x: 960 }}
      locale={{ emptyText: <Nothing text="没有介质。涉密介质应当统一编号、登记后使用。" /> }}
      columns={[
        { title: '编号', dataIndex: 'code', width: 150, className: 'code' },
        {
          title: '种类',
          dataIndex: 'kind',
          width: 120,
          render: (kind: Medium['kind']) => mediumKindLabels[kind],
        },
        { title: '密级', dataIndex: 'level', width: 80 },
        {
          title: '状态',
          dataIndex: 'status',
          width: 110,
          render: (status: Medium['status']) => <ToneTag {...statusLook(status)} />,
        },
        { title: '保管人', dataIndex: 'custodian', width: 80 },
        { title: '序列号', dataIndex: 'serialNo', width: 130, className: 'code' },
        { title: '品牌型号', dataIndex: 'brand', width: 100 },
        { title: '容量', dataIndex: 'capacity', width: 70 },
        { title: '登记日期', dataIndex: 'registeredAt', width: 104, className: 'number' },
        { title: '备注', dataIndex: 'remark', ellipsis: true },
        ...(onEdit
          ? [
              {
                title: '',
                width: 70,
                render: (_: unknown, medium: Medium) => (
                  <Button size="small" onClick={() => onEdit(medium)}>
                    修改
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
