/** Offices of a test network on vaults in memory, as if all had enrolled. */
import { createMemoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';
import type { TestNetwork } from './network.ts';
import { createOffice, introduce } from './office.ts';
import type { TestOffice } from './office.ts';

export const cityName = {
  office: '990000XCB',
  name: '测试市委巡察办',
  level: 'CITY',
  region: '990000',
} as const;
export const countyName = {
  office: '990001XCB',
  name: '测试县委巡察办',
  level: 'COUNTY',
  region: '990001',
} as const;

let worlds = 0;
export async function pair(network: TestNetwork): Promise<{
  city: TestOffice;
  county: TestOffice;
  other: TestOffice;
  vaults: readonly MemoryVault[];
}> {
  const made = await Promise.all(
    network.offices.map(async (identity, index) => {
      const vault = await createMemoryVault();
      const id = identity.certificate.office.office;
      const office = createOffice(
        id,
        vault,
        network.deps,
        network.deps.files,
        network.path(`world-${worlds}-${index}`),
      );
      introduce(
        office,
        identity,
        network.offices.filter((each) => each !== identity),
      );
      return { office, vault };
    }),
  );
  worlds += 1;
  const [city, county, other] = made;
  if (!city || !county || !other) throw new Error('three offices');
  return {
    city: city.office,
    county: county.office,
    other: other.office,
    vaults: made.map(({ vault }) => vault),
  };
}
