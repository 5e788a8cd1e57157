import { Layout, Menu } from 'antd';
import { useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { registers } from '../../domain/registers/registers.ts';
import { useListActions } from '../registers/list/list-states.tsx';
import type { Page } from './pages.tsx';

interface Props {
  readonly pages: readonly Page[];
}

/** Only pages that exist and that this person may open. */
export function Navigation({ pages }: Props): ReactElement {
  const [location, navigate] = useLocation();
  const actOn = useListActions();
  const [collapsed, setCollapsed] = useState(false);
  const entries = pages.flatMap((page) => (page.menu ? [{ path: page.path, ...page.menu }] : []));
  const groups = [...new Set(entries.map((entry) => entry.group))];
  const current = entries
    .filter(({ path }) => path === location || (path !== '/' && location.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <Layout.Sider
      className="navigation"
      width={176}
      collapsedWidth={52}
      collapsible
      collapsed={collapsed}
      onCollapse={setCollapsed}
      theme="dark"
    >
      <div className="brand">{collapsed ? '联' : '联巡'}</div>
      <nav aria-label="主导航">
        <Menu
          theme="dark"
          mode="inline"
          selectedKeys={current ? [current.path] : []}
          onClick={({ key }) => {
            const register = registers.find(({ id }) => key === `/${id}`);
            if (register) actOn(register.id, { type: 'own' });
            navigate(key);
          }}
          items={groups.map((group) => ({
            type: 'group' as const,
            key: group,
            label: collapsed ? null : group,
            children: entries
              .filter((entry) => entry.group === group)
              .map(({ path, label, icon }) => ({ key: path, label, icon })),
          }))}
        />
      </nav>
    </Layout.Sider>
  );
}
