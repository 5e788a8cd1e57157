/** What several offices keep of the same person or organisation is one; what two counties call alike is not. */
import { describe, expect, it } from 'vitest';
import { mayBeOne, takenTogether } from '../../main/planning/doubles.ts';

const [city, east, west] = ['330800XCB', '330802XCB', '330803XCB'] as const;

interface Known {
  readonly office: string;
  readonly place?: string | undefined;
  readonly says?: string;
}

/** The offices whose records become one, as the city sees them. */
function together(...records: readonly Known[]): readonly string[] {
  const named = records.map(({ office, place }) => ({ office, place, says: office.slice(4, 6) }));
  const identity = ({ place }: Known) => ({ label: '城关镇', place });
  return takenTogether(city, named, identity, (first, other) => ({
    ...first,
    says: `${first.says}+${other.says}`,
  })).map(({ says }) => says);
}

describe('records of one name that several offices keep', () => {
  it('are of two places where two counties say none', () => {
    expect(together({ office: east }, { office: west })).toEqual(['02', '03']);
  });

  it('are one where both mean the same county, said or not', () => {
    expect(together({ office: east }, { office: city, place: '330802' })).toEqual(['00+02']);
    expect(together({ office: west, place: '330802' }, { office: east, place: '330802' })).toEqual(['03+02']);
  });

  it('are one where the city says no place and a single county has one', () => {
    expect(together({ office: city }, { office: east })).toEqual(['00+02']);
    expect(together({ office: city }, { office: east }, { office: west })).toEqual(['00', '02', '03']);
  });

  it('are two where the city says that its own is in the city', () => {
    expect(together({ office: city, place: '330800' }, { office: east })).toEqual(['00', '02']);
  });

  it('are two in one office, which tells them apart on purpose', () => {
    expect(together({ office: east }, { office: east }, { office: city })).toEqual(['02', '02', '00']);
  });
});

it('may be one where nobody can tell, and never in one office or where both say another place', () => {
  const may = mayBeOne(({ place }: Known) => ({ label: '王某/县纪委', place }));
  expect(may({ office: city }, { office: east })).toBe(true);
  expect(may({ office: west, place: '330803' }, { office: city })).toBe(true);
  expect(may({ office: city, place: '330802' }, { office: east })).toBe(true);
  expect(may({ office: city, place: '330800' }, { office: east })).toBe(false);
  expect(may({ office: city, place: '330803' }, { office: east })).toBe(false);
  expect(may({ office: east }, { office: west })).toBe(false);
  expect(may({ office: east }, { office: east })).toBe(false);
});
