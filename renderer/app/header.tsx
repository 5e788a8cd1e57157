import { KeyOutlined, LockOutlined, SearchOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, Layout, Popover, Radio, Tooltip } from 'antd';
import type { ReactElement } from 'react';
import { useAppearance } from './appearance.tsx';
import { useProcedure } from './queries.ts';
import { rolesText, useSession } from './session.tsx';
import { zoomSteps } from './theme.ts';

interface Props {
  readonly onSearch: (() => void) | null;
  readonly onShortcuts: () => void;
  readonly onPassword: () => void;
  readonly onLock: () => void;
}

export function Header({ onSearch, onShortcuts, onPassword, onLock }: Props): ReactElement {
  const session = useSession();
  const settings = useProcedure('settings.office', {}, { staleTime: 300_000 });
  const mark = settings.data?.secrecyMark ?? '';
  return (
    <Layout.Header className="header">
      <Flex align="center" gap="middle" className="header-office">
        <strong title={session.office.name}>{session.office.name}</strong>
        {mark ? (
          <span className="secrecy" title="本机处理信息的密级标志">
            {mark}
          </span>
        ) : null}
        {session.practice ? <span className="practice-mark">练习数据</span> : null}
      </Flex>
      <Flex align="center" gap="small">
        {onSearch ? (
          <Button icon={<SearchOutlined />} onClick={onSearch}>
            搜索 <kbd>Ctrl+K</kbd>
          </Button>
        ) : null}
        <Popover trigger="click" placement="bottomRight" content={<AppearanceSettings />} title="显示">
          <Button type="text" icon={<SettingOutlined />} aria-label="显示设置" />
        </Popover>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...(session.readOnly
                ? []
                : [{ key: 'password', label: '修改口令', icon: <KeyOutlined />, onClick: onPassword }]),
              { key: 'shortcuts', label: '快捷键（Ctrl+/）', onClick: onShortcuts },
            ],
          }}
        >
          <Button type="text" icon={<UserOutlined />}>
            {session.name}
            <span className="quiet">{rolesText(session)}</span>
          </Button>
        </Dropdown>
        <Tooltip title="锁定后须重新输入口令（Ctrl+L）">
          <Button icon={<LockOutlined />} onClick={onLock}>
            锁定
          </Button>
        </Tooltip>
      </Flex>
    </Layout.Header>
  );
}

function AppearanceSettings(): ReactElement {
  const { density, zoom, setDensity, setZoom } = useAppearance();
  return (
    <Flex vertical gap="middle">
      <div>
        <div className="field-label">字号</div>
        <Radio.Group
          optionType="button"
          value={zoom}
          onChange={({ target }) => setZoom(target.value)}
          options={zoomSteps.map((step) => ({ value: step, label: step === 100 ? '标准' : `${step}%` }))}
        />
      </div>
      <div>
        <div className="field-label">行距</div>
        <Radio.Group
          optionType="button"
          value={density}
          onChange={({ target }) => setDensity(target.value)}
          options={[
            { value: 'compact', label: '紧凑' },
            { value: 'standard', label: '标准' },
          ]}
        />
      </div>
    </Flex>
  );
}
