import { describe, expect, it } from 'vitest';
import { petition } from '../../../domain/registers/petition/petition.ts';
import { rectItem } from '../../../domain/registers/rect-item/rect-item.ts';
import { keptMapping, readKeptMapping } from '../../../main/registers/spreadsheet/remembered-mapping.ts';

const fates = { 序号: '#serial', 具体问题: 'statement', 备注: '#remark' };
const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the mapping an office keeps for a set of headings', () => {
  it('is given back as it was chosen', () => {
    expect(readKeptMapping(throughJson(keptMapping(fates)), rectItem)).toEqual(fates);
    expect(readKeptMapping(undefined, rectItem)).toBeUndefined();
  });

  it('of before the ledger had a number of its own says nothing of 序号, and the rest as before', () => {
    expect(readKeptMapping(fates, rectItem)).toEqual({ 具体问题: 'statement', 备注: '#remark' });
    expect(readKeptMapping(fates, petition)).toEqual(fates);
    const named = { generation: '#ignore', 序号: '#serial' };
    expect(readKeptMapping(named, rectItem)).toEqual({ generation: '#ignore' });
  });
});
