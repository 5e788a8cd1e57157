/** Every page of the window: its address, its place in the navigation, and who gets to see it. */
import { FileTextOutlined, HomeOutlined, ImportOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Permission } from '../../domain/access/permissions.ts';
import { officePages } from './office-pages.tsx';
import { DashboardPage } from '../pages/dashboard/dashboard-page.tsx';
import { ImportPage } from '../pages/import/import-page.tsx';
import { DetailPage } from '../registers/detail/detail-page.tsx';
import { FormPage } from '../registers/form/form-page.tsx';
import { ListPage } from '../registers/list/list-page.tsx';

export interface Page {
  /** wouter pattern. */
  readonly path: string;
  readonly permission: Permission | null;
  /** Stands in the navigation; pages without it are reached from other pages. */
  readonly menu?: { readonly label: string; readonly icon: ReactNode; readonly group: string };
  readonly render: (params: Readonly<Record<string, string | undefined>>) => ReactNode;
  /** Shows case data: the page carries the visible watermark. */
  readonly caseData: boolean;
}

export const pages: readonly Page[] = [
  {
    path: '/',
    permission: 'petition.read',
    menu: { label: '今日待办', icon: <HomeOutlined />, group: '工作' },
    render: () => <DashboardPage />,
    caseData: true,
  },
  {
    path: '/petition',
    permission: 'petition.read',
    menu: { label: '信访件', icon: <FileTextOutlined />, group: '登记簿' },
    render: () => <ListPage register="petition" />,
    caseData: true,
  },
  {
    path: '/petition/new',
    permission: 'petition.register',
    render: () => <FormPage register="petition" id={null} />,
    caseData: true,
  },
  {
    path: '/petition/new/sealed',
    permission: 'petition.register',
    render: () => <FormPage register="petition" id={null} sealedDirect />,
    caseData: true,
  },
  {
    path: '/petition/new/from/:id',
    permission: 'petition.register',
    render: ({ id = '' }) => <FormPage key={id} register="petition" id={null} from={id} />,
    caseData: true,
  },
  {
    /** After 保存并新增: a fresh form; the id only tells one round from the next. */
    path: '/petition/new/again/:id',
    permission: 'petition.register',
    render: ({ id = '' }) => <FormPage key={id} register="petition" id={null} />,
    caseData: true,
  },
  {
    path: '/petition/:id',
    permission: 'petition.read',
    render: ({ id = '' }) => <DetailPage key={id} register="petition" id={id} />,
    caseData: true,
  },
  {
    path: '/petition/:id/edit',
    permission: 'petition.register',
    render: ({ id = '' }) => <FormPage key={id} register="petition" id={id} />,
    caseData: true,
  },
  {
    path: '/import/petition',
    permission: 'petition.import',
    menu: { label: '表格导入', icon: <ImportOutlined />, group: '登记簿' },
    render: () => <ImportPage />,
    caseData: true,
  },
  ...officePages,
];

/** The pages a person may open. */
export function pagesFor(permissions: readonly string[]): readonly Page[] {
  return pages.filter((page) => page.permission === null || permissions.includes(page.permission));
}
