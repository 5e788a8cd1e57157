/** What holds a package back is said as it is, to its maker and in the log. */
import { describe, expect, it } from 'vitest';
import { ExpectedError, type Failure } from '../../../domain/failure.ts';
import type { Named } from '../../../main/registers/named.ts';
import { confirmNamed } from '../../../main/service/exchange/named.ts';

const named: Named = { kind: 'named', no: 'W1', places: ['事实'], mayPass: true };
const untold: Named = { kind: 'untold', no: 'W2', places: [], mayPass: true };

function refusal(found: readonly Named[]): Failure {
  try {
    confirmNamed(found, '');
  } catch (error) {
    if (error instanceof ExpectedError) return error.failure;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('a package that rests on a letter with whose people nobody here can compare', () => {
  it('is not said to name anybody, neither when it is held back nor in the log', () => {
    const refused = refusal([untold]);
    expect(refused).toMatchObject({ type: 'NamesUntold', fields: { namesReason: expect.any(String) } });
    expect(refused.what).not.toContain('写有反映人');
    expect(refused.why).toContain('W2的来源或者需要一并比对的信访件中，有其他单位登记的');
    expect(confirmNamed([untold], '已向市办核对')).toBe(
      '1件须与他办登记的信访件比对，本机无法与其反映人信息比对，理由：已向市办核对',
    );
  });

  it('is counted apart from what names a petitioner', () => {
    const refused = refusal([named, untold]);
    expect(refused).toMatchObject({ type: 'NamesInContent', what: expect.stringContaining('有1件') });
    expect(refused.why).toContain('W1（事实）');
    expect(refused.why).toContain('W2的来源或者需要一并比对的信访件中，有其他单位登记的');
    expect(confirmNamed([named, untold], '同名')).toBe(
      '1件内容中有与反映人相同的信息；1件须与他办登记的信访件比对，本机无法与其反映人信息比对，理由：同名',
    );
  });
});
