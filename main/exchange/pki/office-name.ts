import { z } from 'zod';
import { type OfficeLevel, officeLevels } from '../../../domain/office.ts';
import { childrenOf, printableString, sequence, setOf, TAG, textOf, utf8String } from '../der.ts';
import type { DerNode } from '../der.ts';
import { malformed } from '../malformed.ts';
import { OID } from '../oids.ts';

/** Who an office is, as its certificate says it: subject `C=CN, O=name, OU=level, L=region, CN=office`. */
export interface OfficeName {
  readonly office: string;
  /** 单位全称. */
  readonly name: string;
  readonly level: OfficeLevel;
  /** GB/T 2260, six digits. */
  readonly region: string;
}

/** Text that may stand in a name: no control, format (bidi, zero-width), private-use or unassigned characters. */
export const plainText = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

export const officeNameSchema = z.strictObject({
  office: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,35}$/),
  name: z.string().min(1).max(64).regex(plainText),
  level: z.enum(officeLevels),
  region: z.string().regex(/^\d{6}$/),
});

/** Subject of a network's root certificate. */
export interface RootName {
  readonly name: string;
  readonly networkId: string;
}

export const rootNameSchema = z.strictObject({
  name: officeNameSchema.shape.name,
  networkId: z.uuid(),
});

const rootPrefix = 'lianxun root ';
const attribute = (type: Uint8Array, value: Uint8Array) => setOf(sequence(type, value));

export function encodeOfficeName(name: OfficeName): Uint8Array {
  return sequence(
    attribute(OID.country, printableString('CN')),
    attribute(OID.organization, utf8String(name.name)),
    attribute(OID.organizationalUnit, utf8String(name.level)),
    attribute(OID.locality, utf8String(name.region)),
    attribute(OID.commonName, utf8String(name.office)),
  );
}

export function encodeRootName(name: RootName): Uint8Array {
  return sequence(
    attribute(OID.country, printableString('CN')),
    attribute(OID.organization, utf8String(name.name)),
    attribute(OID.commonName, utf8String(rootPrefix + name.networkId)),
  );
}

/** Throws MalformedError when the subject is not one that {@link encodeOfficeName} writes. */
export function parseOfficeName(node: DerNode | undefined): OfficeName {
  const [, name, level, region, office] = attributeTexts(node, 5);
  const parsed = officeNameSchema.safeParse({ office, name, level, region });
  return parsed.success ? parsed.data : malformed('office name');
}

export function parseRootName(node: DerNode | undefined): RootName {
  const [, name, common = ''] = attributeTexts(node, 3);
  const parsed = rootNameSchema.safeParse({ name, networkId: common.slice(rootPrefix.length) });
  return parsed.success ? parsed.data : malformed('root name');
}

function attributeTexts(node: DerNode | undefined, count: number): readonly string[] {
  return childrenOf(node, TAG.sequence, count).map((rdn) => {
    const pair = childrenOf(childrenOf(rdn, TAG.set, 1)[0], TAG.sequence, 2);
    return textOf(pair[1]);
  });
}
