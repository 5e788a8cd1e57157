/** The offices and people of these tests; all of them are invented. */

import type { Role } from '../../../domain/access/permissions.ts';
import type { OfficeLevel } from '../../../domain/office.ts';

export interface Person {
  readonly role: Role;
  readonly name: string;
  readonly account: string;
  readonly password: string;
}

export interface Office {
  readonly level: OfficeLevel;
  /** Of a group's workstation: its number. */
  readonly workstation?: number;
  readonly name: string;
  readonly region: string;
  readonly id: string;
  readonly docWord: string;
  readonly people: Readonly<Record<'system' | 'security' | 'auditor' | 'director' | 'registrar', Person>>;
}

/** An office with the posts that only some tests need. */
export interface FullOffice extends Office {
  readonly people: Office['people'] & Readonly<Record<'officer' | 'custodian', Person>>;
}

function personOf(level: Office['level'], role: Role, name: string, account: string): Person {
  const mark = { CITY: '市', COUNTY: '县', GROUP: '组' }[level];
  const password = `Kouling-2026-${[...account].toReversed().join('')}`;
  return { role, name: `${mark}${name}`, account, password };
}

function office(level: Office['level'], name: string, region: string, docWord: string): Office {
  const person = (role: Role, name: string, account: string): Person => personOf(level, role, name, account);
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

/** A city with six counties, and 计划与人才库管理员 besides. */
export const planningOffice = planned(
  office('CITY', '中共海东测试市委巡察工作领导小组办公室', '630200', '海测巡办'),
);

function planned(of: Office): Office & { readonly people: Readonly<Record<'planner', Person>> } {
  return { ...of, people: { ...of.people, planner: personOf(of.level, 'PLANNER', '计划', 'jihua') } };
}

export const cityOffice = office('CITY', '中共测试市委巡察工作领导小组办公室', '330800', '测巡办');
export const countyOffice = office('COUNTY', '中共测试县委巡察工作领导小组办公室', '330824', '测县巡办');

/** 整改督查员 and 线索专管员 besides. */
function full(office: Office): FullOffice {
  const officer = personOf(office.level, 'RECT_OFFICER', '整改', 'zhenggai');
  const custodian = personOf(office.level, 'CLUE_MANAGER', '线索', 'xiansuo');
  return { ...office, people: { ...office.people, officer, custodian } };
}

export const fullCityOffice = full(cityOffice);
export const fullCountyOffice = full(countyOffice);

/** With the 计划与人才库管理员, who keeps plans and what links the levels. */
export const planningCityOffice = {
  ...fullCityOffice,
  people: { ...fullCityOffice.people, planner: personOf('CITY', 'PLANNER', '计划', 'jihua') },
};

/** The county as host of a group's workstation: who composes groups is at work too. */
export const hostOffice = planned(countyOffice);

/** The first workstation of the county's groups. */
export const workstationOffice: Office = {
  ...office('GROUP', '中共测试县委第一巡察组单机', countyOffice.region, ''),
  id: `${countyOffice.region}XCZ01`,
  workstation: 1,
};
