/** The registers with what the engine cannot tell from their descriptions. */
import { registers } from '../../domain/registers/registers.ts';
import { crossSchemeModule } from '../planning/cross-module.ts';
import { roundModule } from '../planning/round-module.ts';
import type { RegisterModule } from './deps.ts';
import { leadModule } from './lead-module.ts';
import { itemModule } from './item-module.ts';
import { petitionModule } from './petition/petition-module.ts';
import { draftModule, problemModule } from './sorted-modules.ts';

const specialModules: readonly RegisterModule[] = [
  petitionModule,
  itemModule,
  leadModule,
  draftModule,
  problemModule,
  roundModule,
  crossSchemeModule,
];

/** Every register this program knows; one without anything special to it is its description alone. */
export const registerModules: readonly RegisterModule[] = registers.map(
  (register) =>
    specialModules.find((module) => module.register.id === register.id) ?? { register, extraColumns: [] },
);
