/** Every page of the window: its address, its place in the navigation, and who gets to see it. */
import { FunnelPlotOutlined, HomeOutlined, ImportOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type Permission, permissionOn } from '../../domain/access/permissions.ts';
import type { OfficeLevel } from '../../domain/office.ts';
import { registers } from '../../domain/registers/registers.ts';
import { officePages } from './office-pages.tsx';
import { DashboardPage } from '../pages/dashboard/dashboard-page.tsx';
import { TargetPage } from '../pages/target/target-page.tsx';
import { ImportPage } from '../pages/import/import-page.tsx';
import { SelectionPage } from '../pages/planning/selection-page.tsx';
import { registerPages } from './register-pages.tsx';

export interface Page {
  /** wouter pattern. */
  readonly path: string;
  /** Any of these opens it; null: everybody who is signed in. */
  readonly permission: Permission | readonly Permission[] | null;
  /** Only on a PC of this level. */
  readonly level?: OfficeLevel;
  /** Stands in the navigation; pages without it are reached from other pages. */
  readonly menu?: { readonly label: string; readonly icon: ReactNode; readonly group: string };
  readonly render: (params: Readonly<Record<string, string | undefined>>) => ReactNode;
  /** Shows case data: the page carries the visible watermark. */
  readonly caseData: boolean;
}

/** The permissions that allow an action on one register at least. */
function onAnyRegister(action: string): readonly Permission[] {
  return [...new Set(registers.flatMap((register) => permissionOn(register, action) ?? []))];
}

export const pages: readonly Page[] = [
  {
    path: '/',
    permission: onAnyRegister('read'),
    menu: { label: '今日待办', icon: <HomeOutlined />, group: '工作' },
    render: () => <DashboardPage />,
    caseData: true,
  },
  ...registers.flatMap(registerPages),
  {
    path: '/selection',
    permission: 'planning.read',
    menu: { label: '选题遴选', icon: <FunnelPlotOutlined />, group: '计划与编组' },
    render: () => <SelectionPage />,
    caseData: true,
  },
  {
    path: '/organisation/:target',
    permission: onAnyRegister('read'),
    render: ({ target = '' }) => <TargetPage key={target} target={target} />,
    caseData: true,
  },
  {
    path: '/import',
    permission: onAnyRegister('import'),
    menu: { label: '表格导入', icon: <ImportOutlined />, group: '登记簿' },
    render: () => <ImportPage register={null} />,
    caseData: true,
  },
  ...officePages,
];

/** The pages a person may open. */
export function pagesFor({
  permissions,
  office,
}: {
  readonly permissions: readonly string[];
  readonly office: { readonly level: OfficeLevel };
}): readonly Page[] {
  return pages.filter(
    ({ permission, level = office.level }) =>
      level === office.level &&
      (permission === null || [permission].flat().some((each) => permissions.includes(each))),
  );
}
