/**
 * What becomes of a table's rows when two members are merged (ADR 116). `moves`: they are the survivor's until the merge is undone.
 * `stays`: they remain the duplicate's, or something else takes care of them, as `why` says.
 */
export type Merging = Moving | { readonly how: 'stays'; readonly why: string };

export interface Moving {
  readonly how: 'moves';
  /** What identifies a row besides its member. */
  readonly keys: readonly string[];
  /** The column with the member. */
  readonly column: string;
  /** Columns of which a member has each value once: a row whose like the survivor has stays where it is. */
  readonly once: readonly string[];
  /** The column with the purchase: rows of a purchase go wherever it goes, also those from after the merge. */
  readonly purchase: string | null;
}

export const moves = (
  keys: readonly string[],
  { column = 'member_id', once = [], purchase = null }: Partial<Omit<Moving, 'how' | 'keys'>> = {},
): Moving => ({ how: 'moves', keys, column, once, purchase });

/** @param why for who reads it: a sentence without a capital letter */
export const stays = (why: string): Merging => ({ how: 'stays', why });
