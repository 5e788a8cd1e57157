import { Tabs } from 'antd';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import '../../shared/shared.css';
import { CalendarTab } from '../reference/calendar-tab.tsx';
import { CodesTab } from '../reference/codes-tab.tsx';
import { DeadlinesTab } from '../reference/deadlines-tab.tsx';
import { OfficeTablesTab } from '../reference/office-tables-tab.tsx';
import { LedgerListsTab } from '../reference/ledger-lists-tab.tsx';
import { OfficeTab } from './office-tab.tsx';

const tabs = [
  { key: 'office', label: '本办设置', render: () => <OfficeTab /> },
  { key: 'codes', label: '代码表', render: () => <CodesTab /> },
  { key: 'lists', label: '整改清单', render: () => <LedgerListsTab /> },
  { key: 'tables', label: '计划与编组规则', render: () => <OfficeTablesTab /> },
  { key: 'deadlines', label: '时限规则', render: () => <DeadlinesTab /> },
  { key: 'calendar', label: '工作日历', render: () => <CalendarTab /> },
] as const;

/** 基础数据与设置: everything that differs between places and years, with its basis. */
export function SettingsPage({ tab }: { readonly tab: string | null }): ReactElement {
  const [, navigate] = useLocation();
  const current = tabs.find(({ key }) => key === tab) ?? tabs[0];
  return (
    <>
      <div className="page-head">
        <h1 className="page-title">基础数据与设置</h1>
        <span className="quiet">
          标“待核”的内容来自公开资料，须由本办与原文核对。修改由巡察办主任办理并记入审计日志。
        </span>
      </div>
      <Tabs
        className="page-tabs"
        activeKey={current.key}
        onChange={(key) => navigate(key === 'office' ? '/settings' : `/settings/${key}`)}
        items={tabs.map(({ key, label }) => ({ key, label }))}
      />
      {current.render()}
    </>
  );
}
