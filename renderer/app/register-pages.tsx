/** The pages of one register: list, form, detail. Their addresses and permissions follow from its description. */
import {
  AuditOutlined,
  BookOutlined,
  DeploymentUnitOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  ProfileOutlined,
  SafetyOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { type Permission, permissionOn } from '../../domain/access/permissions.ts';
import type { Area } from '../../domain/area.ts';
import type { Register } from '../../domain/register.ts';
import { asRegisterId } from '../../domain/registers/registers.ts';
import { ImportPage } from '../pages/import/import-page.tsx';
import { DetailPage } from '../registers/detail/detail-page.tsx';
import { FormPage } from '../registers/form/form-page.tsx';
import { TakingForm } from '../registers/form/taking-form.tsx';
import { ListPage } from '../registers/list/list-page.tsx';
import type { Page } from './pages.tsx';

const icons: Readonly<Record<Area, ReactNode>> = {
  petition: <FileTextOutlined />,
  lead: <SafetyOutlined />,
  problem: <ProfileOutlined />,
  rectification: <BookOutlined />,
  supervision: <AuditOutlined />,
  effect: <FileDoneOutlined />,
  office: <FolderOpenOutlined />,
  planning: <DeploymentUnitOutlined />,
  people: <TeamOutlined />,
  coordination: <SwapOutlined />,
};

export function registerPages(register: Register): readonly Page[] {
  const id = asRegisterId(register.id);
  const pathsOf = (action: string): Pick<Page, 'permission' | 'caseData'> => ({
    permission: needed(register, action),
    caseData: true,
  });
  const menu = register.group
    ? { menu: { label: register.label, icon: icons[register.area], group: register.group } }
    : {};
  return [
    { path: `/${id}`, ...pathsOf('read'), ...menu, render: () => <ListPage key={id} register={id} /> },
    {
      path: `/${id}/new`,
      ...pathsOf('register'),
      render: () => <FormPage key={id} register={id} id={null} />,
    },
    {
      path: `/${id}/new/sealed`,
      ...pathsOf('register'),
      render: () => <FormPage key={id} register={id} id={null} sealedDirect />,
    },
    {
      path: `/${id}/new/from/:id`,
      ...pathsOf('register'),
      render: ({ id: from = '' }) => <FormPage key={`${id}/${from}`} register={id} id={null} from={from} />,
    },
    {
      /** After 保存并新增: a fresh form; the id only tells one round from the next. */
      path: `/${id}/new/again/:id`,
      ...pathsOf('register'),
      render: ({ id: round = '' }) => <FormPage key={`${id}/${round}`} register={id} id={null} />,
    },
    {
      /** A new part of the whole with this id; the round tells one fresh form from the next. */
      path: `/${id}/new/part/:whole/:round?`,
      ...pathsOf('register'),
      render: ({ whole = '', round = '' }) => (
        <FormPage key={`${id}/${whole}/${round}`} register={id} id={null} whole={whole} />
      ),
    },
    {
      path: `/${id}/new/origin/:at/:source`,
      ...pathsOf('register'),
      render: ({ at = '', source = '' }) => (
        <FormPage key={`${id}/${at}/${source}`} register={id} id={null} origin={{ at: Number(at), source }} />
      ),
    },
    {
      path: `/${id}/:id`,
      ...pathsOf('read'),
      render: ({ id: record = '' }) => <DetailPage key={`${id}/${record}`} register={id} id={record} />,
    },
    {
      /** Opened at the field, where one is named. */
      path: `/${id}/:id/edit/:field?`,
      ...pathsOf('register'),
      render: ({ id: record = '', field = '' }) => (
        <FormPage
          key={`${id}/${record}`}
          register={id}
          id={record}
          {...(field === '' ? {} : { at: field })}
        />
      ),
    },
    {
      /** With the people of the record it was made from, by which of its origins. */
      path: `/${id}/:id/take/:at`,
      ...pathsOf('register'),
      render: ({ id: record = '', at = '' }) => (
        <TakingForm key={`${id}/${record}/take/${at}`} registerId={id} id={record} at={Number(at)} />
      ),
    },
    {
      path: `/${id}/:id/correct`,
      ...pathsOf('register'),
      render: ({ id: record = '' }) => (
        <FormPage key={`${id}/${record}/correct`} register={id} id={record} correction />
      ),
    },
    {
      path: `/import/${id}`,
      ...pathsOf('import'),
      render: () => <ImportPage key={id} register={id} />,
    },
  ];
}

/** Nobody, where the area knows no such action. */
function needed(register: Register, action: string): readonly Permission[] {
  const permission = permissionOn(register, action);
  return permission ? [permission] : [];
}
