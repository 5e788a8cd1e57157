/** Which office registered a record, whoever owns it since (移交). */
import { regionIn } from './numbering.ts';
import { hostOf, isWithin, officeIdOf, regionOfOffice } from './office.ts';

export interface Registered {
  /** Its owner. */
  readonly office: string;
  /** The number it was registered under. */
  readonly no: string;
}

/**
 * The office that wrote the record down first. A record that was handed over is another office's by now, and bears the number
 * it was registered under; where that names no region of the same province, its present owner. A group's own PC bears the
 * region of its host, and what stands there is its own.
 */
export function registrarOf({ office, no }: Registered): string {
  const region = regionIn(no);
  const province = `${regionOfOffice(office).slice(0, 2)}0000`;
  if (region === undefined || !isWithin(region, province)) return office;
  const registrar = officeIdOf(region);
  return hostOf(office) === registrar ? office : registrar;
}
