import type { Values } from '../discount-values.ts';

/** What the fields of a kind get. */
export interface FieldsProps {
  /** What the fields show first. */
  first: Values;
  /** Errors by field. */
  errors: Values;
  currencies: readonly string[];
}
