/** The offices and people of these tests; all of them are invented. */

import type { Role } from '../../../domain/access/permissions.ts';

export interface Person {
  readonly role: Role;
  readonly name: string;
  readonly account: string;
  readonly password: string;
}

export interface Office {
  readonly level: 'CITY' | 'COUNTY';
  readonly name: string;
  readonly region: string;
  readonly id: string;
  readonly docWord: string;
  readonly people: Readonly<Record<'system' | 'security' | 'auditor' | 'director' | 'registrar', Person>> & {
    /** Only where a test needs the post. */
    readonly rectification?: Person;
    readonly leads?: Person;
  };
}

function office(level: Office['level'], name: string, region: string, docWord: string): Office {
  const mark = level === 'CITY' ? '市' : '县';
  const person = (role: Role, name: string, account: string): Person => ({
    role,
    name: `${mark}${name}`,
    account,
    password: `Kouling-2026-${[...account].toReversed().join('')}`,
  });
  return {
    level,
    name,
    region,
    id: `${region}XCB`,
    docWord,
    people: {
      system: person('SYS_ADMIN', '系管', 'xitong'),
      security: person('SEC_ADMIN', '安管', 'anquan'),
      auditor: person('AUDITOR', '审计', 'shenji'),
      director: person('OFFICE_DIRECTOR', '主任', 'zhuren'),
      registrar: person('REGISTRAR', '登记', 'dengji'),
    },
  };
}

export const cityOffice = office('CITY', '中共测试市委巡察工作领导小组办公室', '330800', '测巡办');
export const countyOffice = office('COUNTY', '中共测试县委巡察工作领导小组办公室', '330824', '测县巡办');
