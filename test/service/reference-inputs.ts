/** One valid input for every procedure of reference data. */
import { cityId, fileToken, jobId } from '../support/office.ts';

export function referenceInputs() {
  const listRow = {
    code: 'none',
    label: '测试',
    sort: 1,
    basis: '',
    verified: false,
    validFrom: null,
    validTo: null,
  };
  return {
    'codes.all': {},
    'codes.save': {
      code: {
        list: 'none',
        code: 'X',
        label: '测试',
        sort: 1,
        basis: '',
        verified: false,
        validFrom: null,
        validTo: null,
        synonyms: [],
        parent: null,
        guidance: '',
      },
      reason: '测试',
    },
    'codes.import': { list: 'none', file: fileToken },
    'ledgerLists.all': {},
    'ledgerLists.save': {
      list: { ...listRow, columns: [{ key: 'statement', width: 20 }] },
      reason: '测试',
    },
    'tables.all': {},
    'tables.save': {
      row: { ...listRow, table: 'avoidanceProfile', values: { localRoles: [] } },
      reason: '测试',
    },
    'ledgerLists.saveSet': { set: { ...listRow, lists: ['none'] }, reason: '测试' },
    'deadlines.rules': {},
    'deadlines.save': {
      rule: {
        code: 'none',
        label: '测试',
        length: 1,
        unit: 'day' as const,
        rollToWorkday: false,
        basis: '',
        verified: false,
        validFrom: null,
        validTo: null,
      },
      reason: '测试',
    },
    'calendar.years': {},
    'calendar.import': { file: fileToken },
    'settings.office': {},
    'settings.saveOffice': { docWord: '测', masks: [], idleLockMinutes: 10, witness: null },
  };
}

/** Of acts on many records of a list. */
export function forManyInputs(record: string) {
  const about = { job: jobId(), register: 'petition' as const };
  return {
    'records.officesForMany': { register: about.register },
    'records.takeMany': {
      ...about,
      which: { type: 'chosen' as const, ids: [record] },
      act: { type: 'address' as const, office: cityId },
    },
  };
}
