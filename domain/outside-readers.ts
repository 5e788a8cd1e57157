/** What it means for a record that people outside the office read it, in the words of messages. */
import type { OutsideReaders } from './register.ts';

/** Follows the name of what goes out: 反馈问题要交被巡察党组织. */
export const goesOut: Readonly<Record<OutsideReaders, string>> = {
  target: '要交被巡察党组织',
  public: '要对外刊播',
};
