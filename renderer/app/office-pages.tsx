/** The pages beside the registers: exchange, reports, paper, administration, reference data. */
import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  HddOutlined,
  KeyOutlined,
  LaptopOutlined,
  MedicineBoxOutlined,
  PrinterOutlined,
  SettingOutlined,
  SwapOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { AccountsPage } from '../pages/accounts/accounts-page.tsx';
import { AuditPage } from '../pages/audit/audit-page.tsx';
import { CoordinationPage } from '../pages/coordination/coordination-page.tsx';
import { ExchangePage } from '../pages/exchange/exchange-page.tsx';
import { ReceivePage } from '../pages/exchange/receive-page.tsx';
import { TypedReceiptPage } from '../pages/exchange/typed-receipt-page.tsx';
import { SendPage } from '../pages/exchange/send-page.tsx';
import { KeysPage } from '../pages/keys/keys-page.tsx';
import { MediaPage } from '../pages/media/media-page.tsx';
import { NetworkPage } from '../pages/network/network-page.tsx';
import { PrintLogPage } from '../pages/paper/print-log-page.tsx';
import { ReportsPage } from '../pages/reports/reports-page.tsx';
import { HealthPage } from '../pages/settings/health-page.tsx';
import { SettingsPage } from '../pages/settings/settings-page.tsx';
import { WorkstationPage } from '../pages/workstation/workstation-page.tsx';
import type { Page } from './pages.tsx';

export const officePages: readonly Page[] = [
  {
    path: '/coordination',
    permission: 'coordination.read',
    menu: { label: '协作矩阵', icon: <TableOutlined />, group: '协作配合' },
    render: () => <CoordinationPage />,
    caseData: true,
  },
  {
    path: '/exchange',
    permission: 'exchange.read',
    menu: { label: '数据交换', icon: <SwapOutlined />, group: '交换' },
    render: () => <ExchangePage tab="board" />,
    caseData: false,
  },
  {
    path: '/exchange/out',
    permission: 'exchange.read',
    render: () => <ExchangePage tab="out" />,
    caseData: false,
  },
  {
    path: '/exchange/in',
    permission: 'exchange.read',
    render: () => <ExchangePage tab="in" />,
    caseData: false,
  },
  {
    path: '/exchange/send/:kind?/:peer?',
    permission: 'exchange.prepare',
    render: ({ kind, peer }) => <SendPage key={`${kind}/${peer}`} kind={kind ?? null} peer={peer ?? null} />,
    caseData: false,
  },
  {
    path: '/exchange/receive',
    permission: 'exchange.import',
    render: () => <ReceivePage />,
    caseData: false,
  },
  {
    path: '/exchange/receipt',
    permission: 'exchange.import',
    render: () => <TypedReceiptPage />,
    caseData: false,
  },
  {
    path: '/closing',
    permission: ['exchange.read', 'accounts.create'],
    level: 'GROUP',
    menu: { label: '收尾与移交', icon: <LaptopOutlined />, group: '交换' },
    render: () => <WorkstationPage />,
    caseData: false,
  },
  {
    path: '/network',
    permission: 'network.read',
    menu: { label: '网络与证书', icon: <ApartmentOutlined />, group: '交换' },
    render: () => <NetworkPage />,
    caseData: false,
  },
  {
    path: '/media',
    permission: 'exchange.read',
    menu: { label: '介质台账', icon: <HddOutlined />, group: '交换' },
    render: () => <MediaPage />,
    caseData: false,
  },
  {
    path: '/reports',
    permission: 'reports.read',
    menu: { label: '统计报表', icon: <BarChartOutlined />, group: '统计打印' },
    render: () => <ReportsPage tab="own" />,
    caseData: true,
  },
  {
    path: '/reports/issued/:id?',
    permission: 'reports.read',
    render: ({ id }) => <ReportsPage tab="issued" issued={id} />,
    caseData: true,
  },
  {
    path: '/reports/received',
    permission: 'reports.read',
    render: () => <ReportsPage tab="received" />,
    caseData: true,
  },
  {
    path: '/paper/log',
    permission: 'paper.print',
    menu: { label: '打印记录', icon: <PrinterOutlined />, group: '统计打印' },
    render: () => <PrintLogPage />,
    caseData: false,
  },
  {
    path: '/accounts',
    permission: 'accounts.read',
    menu: { label: '账号管理', icon: <TeamOutlined />, group: '管理' },
    render: () => <AccountsPage />,
    caseData: false,
  },
  {
    path: '/keys',
    permission: 'keys.manage',
    menu: { label: '恢复单与密钥', icon: <KeyOutlined />, group: '管理' },
    render: () => <KeysPage />,
    caseData: false,
  },
  {
    path: '/audit',
    permission: 'audit.read',
    menu: { label: '审计日志', icon: <AuditOutlined />, group: '管理' },
    render: () => <AuditPage />,
    caseData: false,
  },
  {
    path: '/settings',
    permission: 'reference.read',
    menu: { label: '基础数据', icon: <SettingOutlined />, group: '管理' },
    render: () => <SettingsPage tab={null} />,
    caseData: false,
  },
  {
    path: '/settings/:tab',
    permission: 'reference.read',
    render: ({ tab }) => <SettingsPage tab={tab ?? null} />,
    caseData: false,
  },
  {
    path: '/health',
    permission: null,
    menu: { label: '自检与备份', icon: <MedicineBoxOutlined />, group: '管理' },
    render: () => <HealthPage />,
    caseData: false,
  },
];
