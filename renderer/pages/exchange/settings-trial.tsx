import { Table } from 'antd';
import type { ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { formatCount } from '../../shared/format.ts';
import { ToneTag } from '../../registers/state-tag.tsx';
import { Figure } from './figure.tsx';

type Settings = NonNullable<Output<'packages.inspect'>['settings']>;

const pageSize = 10;

/** Which of two rows will hold, row by row: what the office has put right itself must not change unnoticed. */
export function SettingsTrial({ settings }: { readonly settings: Settings }): ReactElement {
  const { kept, leftOut, changed, added, keyBrought, rows } = settings;
  const total = kept + leftOut + changed + added;
  return (
    <section className="panel">
      <h2>与本办不同的内容（尚未写入）</h2>
      {keyBrought ? (
        <p>
          随包带来全网统一的比对密钥，导入后信访登记附带反映人的比对摘要；以前发出的，随下一个“信访登记”包补发。
        </p>
      ) : null}
      {total === 0 ? (
        <p>
          与本办现有的代码表、时限规则、工作日历完全相同，{keyBrought ? '这些没有变化' : '导入后没有变化'}。
        </p>
      ) : (
        <>
          <div className="figures">
            <Figure count={changed} text="改为市级的" />
            <Figure count={added} text="新增" />
            <Figure count={kept} text="保留本办的" />
            {leftOut > 0 ? <Figure count={leftOut} text="不导入" /> : null}
          </div>
          <Table
            size="small"
            rowKey={({ table, row, own, sent }) => [table, row, own, sent].join('-')}
            dataSource={[...rows]}
            pagination={rows.length > pageSize ? { pageSize, showSizeChanger: false } : false}
            columns={[
              { title: '表', dataIndex: 'table', width: 150 },
              { title: '行', dataIndex: 'row', width: 150 },
              { title: '本办现有', dataIndex: 'own', render: (own: string | null) => own ?? '（没有）' },
              { title: '市级下发', dataIndex: 'sent' },
              {
                title: '导入后',
                key: 'holds',
                width: 220,
                render: (_, { holds, own, why }) => (
                  <>
                    <ToneTag tone={holds === 'own' ? 'neutral' : 'progress'} text={outcome(holds, own)} />
                    <div className="quiet">{why}</div>
                  </>
                ),
              },
            ]}
          />
          {rows.length < total ? (
            <p className="quiet">
              共 {formatCount(total)} 行不同，此处列出前 {formatCount(rows.length)} 行。
            </p>
          ) : null}
        </>
      )}
    </section>
  );
}

function outcome(holds: 'own' | 'sent', own: string | null): string {
  if (own === null) return holds === 'own' ? '不导入' : '新增';
  return holds === 'own' ? '保留本办的' : '改为市级的';
}
