import { ImportOutlined, ScanOutlined, SendOutlined } from '@ant-design/icons';
import { Button, Flex, Tabs } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { usePermission } from '../../app/session.tsx';
import '../../shared/shared.css';
import { PrintButton } from '../paper/print-button.tsx';
import { Board } from './board.tsx';
import { PackageList } from './package-list.tsx';

export type ExchangeTab = 'board' | 'out' | 'in';

const addresses: Readonly<Record<ExchangeTab, string>> = {
  board: '/exchange',
  out: '/exchange/out',
  in: '/exchange/in',
};

/** 数据交换: how things stand with every office, what went out, what came in. */
export function ExchangePage({ tab }: { readonly tab: ExchangeTab }): ReactElement {
  const [, navigate] = useLocation();
  const maySend = usePermission('exchange.prepare');
  const mayReceive = usePermission('exchange.import');
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">数据交换</h1>
        <Flex gap="small">
          {/* The approval of what is to be taken in is signed before it is: that slip is filled in by hand. */}
          <PrintButton forms={['F46', 'F51']} source={{}} />
          {mayReceive ? (
            <Button icon={<ScanOutlined />} onClick={() => navigate('/exchange/receipt')}>
              录入纸质回执
            </Button>
          ) : null}
          {mayReceive ? (
            <Button icon={<ImportOutlined />} onClick={() => navigate('/exchange/receive')}>
              接收数据包
            </Button>
          ) : null}
          {maySend ? (
            <Button type="primary" icon={<SendOutlined />} onClick={() => navigate('/exchange/send')}>
              发送数据包
            </Button>
          ) : null}
        </Flex>
      </div>
      <Tabs
        className="page-tabs"
        activeKey={tab}
        onChange={(key) => navigate(addresses[key as ExchangeTab])}
        items={[
          { key: 'board', label: '交换看板' },
          { key: 'out', label: '发出的数据包' },
          { key: 'in', label: '收到的数据包' },
        ]}
      />
      {tab === 'board' ? <Board /> : <PackageList key={tab} direction={tab} />}
    </>
  );
}
