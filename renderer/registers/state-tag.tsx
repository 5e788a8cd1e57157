import {
  BulbFilled,
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import type { LightColour } from '../../domain/calendar/lights.ts';
import type { Register, Tone } from '../../domain/register.ts';

const looks: Readonly<Record<Tone, { readonly color: string; readonly icon: ReactNode }>> = {
  neutral: { color: 'default', icon: <MinusCircleOutlined /> },
  progress: { color: 'processing', icon: <SyncOutlined /> },
  success: { color: 'success', icon: <CheckCircleOutlined /> },
  warning: { color: 'warning', icon: <ClockCircleOutlined /> },
  danger: { color: 'error', icon: <ExclamationCircleOutlined /> },
};

/** Colour, sign and word together: never colour alone. */
export function ToneTag({ tone, text }: { readonly tone: Tone; readonly text: string }): ReactElement {
  const { color, icon } = looks[tone];
  return (
    <Tag color={color} icon={icon} className="tone-tag">
      {text}
    </Tag>
  );
}

const lamps: Readonly<Record<LightColour, { readonly color: string; readonly word: string }>> = {
  GREEN: { color: 'success', word: '绿灯' },
  BLUE: { color: 'processing', word: '蓝灯' },
  YELLOW: { color: 'warning', word: '黄灯' },
  RED: { color: 'error', word: '红灯' },
};

/** A warning light with its word. */
export function LightTag({
  light,
  text,
}: {
  readonly light: LightColour;
  readonly text: string;
}): ReactElement {
  const { color, word } = lamps[light];
  return (
    <Tag color={color} icon={<BulbFilled />} className="tone-tag">
      {word} {text}
    </Tag>
  );
}

interface Props {
  readonly register: Register;
  readonly state: string;
  readonly isVoid?: boolean;
  readonly isWithdrawn?: boolean;
}

export function StateTag({ register, state, isVoid, isWithdrawn }: Props): ReactElement {
  if (isWithdrawn) return <ToneTag tone="danger" text="对方已撤回" />;
  if (isVoid) return <ToneTag tone="danger" text="已作废" />;
  const info = register.workflow.states.find(({ code }) => code === state);
  return <ToneTag tone={info?.tone ?? 'neutral'} text={info?.label ?? state} />;
}
