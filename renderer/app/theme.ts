import type { ThemeConfig } from 'antd';

export type Density = 'compact' | 'standard';
export const zoomSteps = [100, 110, 125, 150] as const;
export type Zoom = (typeof zoomSteps)[number];

const fontFamily =
  '"Microsoft YaHei", "微软雅黑", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

/**
 * Quiet blue for work, red only for secrecy marks and danger; every text colour passes 4.5 : 1 on its ground. Without
 * `motion` dialogs and lists are in their place at once.
 */
export function themeOf(density: Density, motion: boolean): ThemeConfig {
  const compact = density === 'compact';
  return {
    cssVar: { prefix: 'lx' },
    token: {
      colorPrimary: '#1c5ba3',
      colorLink: '#1c5ba3',
      colorInfo: '#1c5ba3',
      colorError: '#b8232f',
      colorWarning: '#a15c00',
      colorSuccess: '#1c7a3d',
      colorInfoBg: '#e8f1fb',
      colorInfoBorder: '#9fc2e8',
      colorErrorBg: '#fdeced',
      colorErrorBorder: '#eba5aa',
      colorWarningBg: '#fff5e2',
      colorWarningBorder: '#e8c27d',
      colorSuccessBg: '#e7f5ec',
      colorSuccessBorder: '#93cfa6',
      colorText: '#1f2733',
      colorTextSecondary: '#4b5666',
      colorTextTertiary: '#5d6878',
      colorTextDescription: '#5d6878',
      colorTextPlaceholder: '#626c7b',
      colorTextDisabled: '#626c7b',
      colorBorder: '#b9c2ce',
      colorBgLayout: '#eef1f5',
      borderRadius: 4,
      fontFamily,
      fontSize: 14,
      controlHeight: compact ? 28 : 34,
      motion,
      motionDurationMid: '0.1s',
      motionDurationSlow: '0.12s',
    },
    components: {
      Table: {
        cellPaddingBlockSM: compact ? 2 : 5,
        cellPaddingInlineSM: 8,
        headerBg: '#e6ebf2',
        headerColor: '#1f2733',
        rowSelectedBg: '#dbe8f7',
        rowSelectedHoverBg: '#cfe0f4',
      },
      Layout: {
        headerBg: '#ffffff',
        headerHeight: 48,
        headerPadding: '0 16px',
        siderBg: '#16385f',
        triggerBg: '#122f50',
      },
      Menu: {
        darkItemBg: '#16385f',
        darkSubMenuItemBg: '#16385f',
        darkGroupTitleColor: '#b7c7da',
        darkItemColor: '#e3eaf3',
        itemHeight: 34,
        itemMarginBlock: 2,
      },
      Form: { itemMarginBottom: compact ? 12 : 18 },
      Tooltip: { maxWidth: 420 },
    },
  };
}
