/** A code of a cart as it is stored. Of one for a single use only its keyed hash and its last characters are. */
export type KeptCode = string | UniqueReference;

export interface UniqueReference {
  /** Its keyed hash. */
  readonly id: string;
  readonly ending: string;
  /** Its check character does not fit. */
  readonly mistyped: boolean;
}

/** As replies show it: `…3FK7` for a code for one use. */
export const shownCode = (code: KeptCode): string => (typeof code === 'string' ? code : `…${code.ending}`);
