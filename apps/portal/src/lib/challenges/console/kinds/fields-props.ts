import type { Challenge } from '@regulars/contracts';
import type { Refused } from '#lib/shell/form/outcome.ts';

/** Props of the fields of every kind of challenge. */
export interface FieldsProps {
  challenge: Challenge | null;
  refused: Refused | null;
  /** In which the club sells. */
  currencies: readonly string[];
  /** Whether members may know it already: then what it counts cannot change. */
  known: boolean;
}
