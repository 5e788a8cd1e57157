import { Modal } from 'antd';
import { useEffect, type ReactElement } from 'react';

/** Every shortcut there is, for the sheet behind Ctrl+/. */
const shortcuts: readonly {
  readonly place: string;
  readonly keys: readonly (readonly [string, string])[];
}[] = [
  {
    place: '任何地方',
    keys: [
      ['Ctrl + K', '全局搜索'],
      ['Ctrl + L', '锁定'],
      ['Ctrl + /', '打开或关闭本表'],
      ['Ctrl + =、Ctrl + -', '字号放大、缩小'],
      ['Ctrl + 0', '恢复标准字号'],
    ],
  },
  {
    place: '列表',
    keys: [
      ['↑ ↓', '上一行、下一行'],
      ['PageUp、PageDown', '上一页、下一页'],
      ['回车', '打开当前行'],
      ['空格', '选中或取消当前行'],
      ['Ctrl + N', '新增登记'],
      ['Ctrl + F', '到搜索框'],
    ],
  },
  {
    place: '填写表单',
    keys: [
      ['回车', '下一项（长文本中为换行，用 Tab 到下一项）'],
      ['Ctrl + S', '保存'],
      ['Ctrl + 回车', '保存并新增'],
      ['Ctrl + ;', '在日期项中填今天'],
      ['Esc', '取消（有改动时先询问）'],
    ],
  },
];

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ShortcutsSheet({ open, onClose }: Props): ReactElement {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title="快捷键" width={640}>
      {shortcuts.map(({ place, keys }) => (
        <section key={place}>
          <h3>{place}</h3>
          <table className="keys">
            <tbody>
              {keys.map(([key, text]) => (
                <tr key={key}>
                  <td>
                    <kbd>{key}</kbd>
                  </td>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </Modal>
  );
}

/** `ctrl+k`-style name of a key press, or '' while an input method composes. */
export function keyName(event: KeyboardEvent): string {
  if (event.isComposing) return '';
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'ctrl' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && event.key.length > 1 ? 'shift' : '',
  ];
  return [...modifiers, event.key.toLowerCase()].filter((part) => part !== '').join('+');
}

/** Runs the handler of the pressed key while the component is on the screen. */
export function useKeys(handlers: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const handler = event.defaultPrevented ? undefined : handlers[keyName(event)];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [handlers]);
}
