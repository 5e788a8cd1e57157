/** 专属岗位 of a cross inspection: reception, collating leads and key talks are for cadres from elsewhere (reference 3.2). */
import type { Failure } from '../../failure.ts';

/** What the post says where one of its people is local, and where it is not said whether anybody is. */
export interface NonLocalPost {
  readonly type: string;
  readonly local: string;
  readonly unsaid: string;
  readonly next: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Refuses local cadres in a cross inspection; `isLocal` is the answer for each of the people who held the post. */
export function refuseLocal(
  isCross: unknown,
  isLocal: readonly unknown[],
  { type, local, unsaid, next, fields }: NonLocalPost,
): Failure | undefined {
  if (isCross !== true || isLocal.every((each) => each === false)) return undefined;
  const what = isLocal.includes(true) ? local : unsaid;
  return { type, what, why: '交叉巡察中的接待、线索整理和重点谈话由非本地干部担任。', next, fields };
}
