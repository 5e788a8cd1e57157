import type { z } from 'zod';
import { refuse } from '../../../domain/failure.ts';
import type { Json } from '../../exchange/json.ts';

/** A document of a package in the agreed shape. Throws ExpectedError `DocumentUnknown`. */
export function readDocument<S extends z.ZodType>(schema: S, value: Json): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  refuse(
    'DocumentUnknown',
    '数据包中有本机不认识的内容，没有导入。',
    '对方软件的版本可能较新，或者数据包不是用本软件制作的。',
    '请与来文单位核对软件版本后重新制作。',
  );
}
