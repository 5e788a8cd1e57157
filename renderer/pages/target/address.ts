/** The page of everything about one organisation: by its name, because most registers know no more of it. */
export function organisationAddress(name: string): string {
  return `/organisation/${encodeURIComponent(name)}`;
}
