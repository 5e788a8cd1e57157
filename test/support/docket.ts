/** A small register of the compartment `lead`, and a vault of it that two people open in turn: one with the key, one without. */
import { type Actor, permissionsOf } from '../../domain/access/permissions.ts';
import { type ChildTable, defineRegister, type Field } from '../../domain/register.ts';
import { createEngine, type Engine, migrate } from '../../main/registers/engine.ts';
import type { Vault } from '../../main/vault/api.ts';
import { openVault } from '../../main/vault/open.ts';
import { createTestVault, testAccount, testPassword, testVaultDeps } from './vault.ts';

const section = '内容';
const sealed = { section, compartment: 'lead' } as const;

const fields: readonly Field[] = [
  { key: 'enteredAt', label: '登记日期', type: 'date', section, derived: true, listWidth: 104 },
  { key: 'note', label: '备注', type: 'text', section, searchable: true, filter: 'text', listWidth: 120 },
  {
    key: 'title',
    label: '标题',
    type: 'text',
    required: true,
    searchable: true,
    filter: 'text',
    listWidth: 200,
    ...sealed,
  },
  { key: 'finder', label: '发现人', type: 'text', mask: 'name', listWidth: 80, ...sealed },
  { key: 'amount', label: '金额', type: 'money', ...sealed },
  { key: 'urgent', label: '急办', type: 'boolean', ...sealed },
  { key: 'story', label: '经过', type: 'longText', ...sealed },
  { key: 'filedNo', label: '归档号', type: 'text', section },
];

const persons: ChildTable = {
  key: 'persons',
  label: '涉及人',
  compartment: 'lead',
  section,
  title: 'name',
  fields: [
    { key: 'name', label: '姓名', type: 'text', section, required: true, searchable: true, mask: 'name' },
    { key: 'phone', label: '电话', type: 'phone', section, mask: 'phone' },
    { key: 'unit', label: '单位', type: 'text', section, searchable: true },
  ],
};
const talks: ChildTable = {
  key: 'talks',
  label: '会商',
  compartment: 'lead',
  section,
  title: 'heldAt',
  fields: [
    { key: 'heldAt', label: '时间', type: 'date', section },
    { key: 'opinion', label: '意见', type: 'longText', section },
  ],
};
const papers: ChildTable = {
  key: 'papers',
  label: '文书',
  section,
  title: 'name',
  fields: [{ key: 'name', label: '名称', type: 'text', section, searchable: true }],
};

export const docket = defineRegister({
  id: 'docket',
  label: '线索样本',
  area: 'lead',
  unit: '件',
  numbering: 'YB{region}-{year}-{seq:5}',
  fields,
  children: [persons, talks, papers],
  workflow: {
    initial: 'DRAFT',
    create: { permission: 'lead.register', stamps: { enteredAt: 'today' } },
    states: [
      { code: 'DRAFT', label: '待审', tone: 'neutral' },
      { code: 'CHECKED', label: '已审', tone: 'progress' },
      { code: 'FILED', label: '已归档', tone: 'success', locks: ['note'] },
    ],
    transitions: [
      {
        key: 'check',
        label: '审核',
        from: ['DRAFT'],
        to: 'CHECKED',
        permission: 'lead.approve',
        asks: [],
        requires: [],
        guard: ({ values, children }) =>
          values['amount'] === undefined || children['persons']?.length === 0
            ? { type: 'Thin', what: '内容不全。', why: '没有金额或者涉及人。', next: '请补充。' }
            : undefined,
        basis: '',
      },
      {
        key: 'file',
        label: '归档',
        from: ['CHECKED'],
        to: 'FILED',
        permission: 'lead.approve',
        asks: ['filedNo'],
        requires: ['filedNo'],
        withoutContent: true,
        basis: '',
      },
    ],
  },
  deadlines: [],
  checks: [
    {
      key: 'told',
      severity: 'error',
      check: ({ values }) =>
        values['story'] === undefined
          ? { type: 'NoStory', what: '没有经过。', why: '经过须写明。', next: '请填写。' }
          : undefined,
    },
  ],
  dateField: 'enteredAt',
  forms: [],
});

export interface Docket {
  readonly vault: Vault;
  readonly engine: Engine;
}

export interface Dockets {
  /** Closes the present session and opens the vault as the keeper of leads, or as a reader without the key. */
  readonly as: (who: 'keeper' | 'reader') => Promise<Docket>;
  readonly folder: string;
  readonly dispose: () => Promise<void>;
}

const roles = ['CLUE_MANAGER', 'OFFICE_DIRECTOR'] as const;
const person = (userId: string): Actor => ({
  userId,
  name: userId,
  roles,
  // The same posts for both: only the key tells them apart.
  permissions: permissionsOf(roles),
  office: '330824XCB',
});
export const keeper = person('keeper');
export const reader = person('reader');

export async function createDockets(): Promise<Dockets> {
  const test = await createTestVault({ compartments: ['lead'] });
  await test.vault.slots.add('reader', testPassword, []);
  await test.vault.close();
  let now = Date.parse('2026-03-09T12:00:00+08:00');
  let open: Vault | undefined;
  return {
    folder: test.folder,
    as: async (who) => {
      await open?.close();
      const account = who === 'keeper' ? testAccount : 'reader';
      const deps = testVaultDeps();
      const vault = await openVault(deps, { folder: test.folder, account, password: testPassword });
      open = vault;
      const modules = [{ register: docket, extraColumns: [] }];
      vault.transact((tx) => migrate(tx, modules));
      const office = { id: '330824XCB', name: '某县委巡察办', region: '330824', level: 'COUNTY' } as const;
      const own = { vault, office, bytes: deps.bytes, now: () => (now += 1000) };
      return { vault, engine: createEngine({ ...own, userName: (id) => id }, modules) };
    },
    dispose: async () => {
      await open?.close();
      await test.dispose();
    },
  };
}
