/** What the avoidance rules look at: a person of the pool, and the organisation to be inspected. */

/** A place: a division code of six digits, the code of a county or of a city. */
export type RegionCode = string;

export interface Post {
  readonly unit: string;
  readonly post?: string;
  readonly region?: RegionCode;
  /** `YYYY-MM-DD`; open when absent. */
  readonly from?: string;
  readonly to?: string;
}

export interface Relative {
  readonly name: string;
  /** 配偶, 父亲, 兄弟 …, as the office writes it. */
  readonly relation: string;
  readonly unit?: string;
  readonly post?: string;
  readonly region?: RegionCode;
}

export interface Schooling {
  readonly school: string;
  readonly from?: string;
  readonly to?: string;
}

/** What a person has declared about one organisation. */
export interface Declaration {
  readonly text: string;
  readonly target: string;
}

/** An earlier round in which the person inspected somebody. */
export interface Participation {
  readonly round: string;
  /** Empty where nobody has noted it. */
  readonly target: string;
  /** Empty likewise. */
  readonly role: string;
}

export interface PersonFacts {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly workRegion?: RegionCode;
  readonly residences: readonly RegionCode[];
  /** 成长地 and 籍贯. */
  readonly upbringing: readonly RegionCode[];
  readonly posts: readonly Post[];
  readonly relatives: readonly Relative[];
  readonly education: readonly Schooling[];
  /** Names of companies the person or the family holds a share in. */
  readonly holdings: readonly string[];
  readonly declarations: readonly Declaration[];
  readonly participations: readonly Participation[];
}

export interface TargetFacts {
  /** The official name. */
  readonly name: string;
  /** Former and short names under which other records know it. */
  readonly aliases: readonly string[];
  readonly region?: RegionCode;
  /** The leading body: the heads and their colleagues. */
  readonly leaders: readonly { readonly name: string; readonly posts: readonly Post[] }[];
  /** Why nothing but the name is known: in a sentence that names what to complete. Absent for what the library holds. */
  readonly unlisted?: string;
}

/** One person in one part of a group that inspects one organisation. */
export interface Assignment {
  readonly person: PersonFacts;
  readonly role: string;
  readonly target: TargetFacts;
  /** The person has declared for this inspection: of what is blank in the record there is nothing to declare. */
  readonly declared: boolean;
}
