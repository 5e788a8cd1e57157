/** One row of the editable deadline table (时限规则). */
export interface DeadlineRule {
  readonly code: string;
  readonly label: string;
  readonly length: number;
  readonly unit: 'day' | 'workday' | 'month' | 'year';
  /** Move a due date that falls on a day off to the next working day (calendar units only). */
  readonly rollToWorkday: boolean;
  readonly basis: string;
  readonly verified: boolean;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}
