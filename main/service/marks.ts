/** The office's own secrecy mark, carried by lists, reports and packages that have none of their own. */
import { type Mark, parseMark } from '../../domain/secrecy.ts';
import { readTextSetting, settingKeys } from '../registers/settings.ts';
import type { Reader } from '../vault/api.ts';

/** 工作秘密 until the office has set another one. */
export function officeMark(reader: Reader): Mark {
  return (
    parseMark(readTextSetting(reader, settingKeys.secrecyMark, '工作秘密')) ??
    parseMark('工作秘密') ?? { kind: 'NONE' }
  );
}
