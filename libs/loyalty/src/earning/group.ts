/**
 * - `best-of`: of a group, only the rule counts that gives the member most for this purchase.
 * - `exclusive`: of a group, only the first rule counts that applies.
 */
export type StackingMode = 'best-of' | 'exclusive';

/** How a rule goes together with others that apply to the same purchase. */
export interface Stacking {
  readonly mode: StackingMode;
  /** Rules with the same mode and name are a group; case does not matter. */
  readonly group: string;
  /** The highest comes first; between equals the older rule. */
  readonly priority: number;
}

/** Why a rule of a group gave nothing: another one counts. */
export interface Outdone {
  readonly mode: StackingMode;
  readonly by: { readonly id: string; readonly version: number };
  /** What the rule would have given. */
  readonly points: number;
}
