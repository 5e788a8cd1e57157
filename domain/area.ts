/** What people may do with a register; the permissions are `<area>.<action>`. */
export type Area =
  | 'petition'
  | 'lead'
  | 'problem'
  | 'rectification'
  | 'supervision'
  /** What an inspection brings about: institutions, visits afterwards. */
  | 'effect'
  | 'office'
  | 'planning'
  | 'people'
  | 'coordination';
