/** A limit that a call counts against. */
export interface CallLimit {
  /** Letters and hyphens, as sent in the header. */
  readonly name: string;
  readonly most: number;
  readonly seconds: number;
  readonly left: number;
  /** Until it is completely refilled. */
  readonly resetSeconds: number;
}

/** The limit that is reached first; on a tie the one that lasts longest. */
export const nearestLimit = (limits: readonly CallLimit[]): CallLimit | undefined =>
  limits.toSorted((one, other) => one.left - other.left || other.resetSeconds - one.resetSeconds)[0];

/** In the format of draft-ietf-httpapi-ratelimit-headers-10 (RFC 9651). */
export const limitHeaders = ({ name, most, seconds, left, resetSeconds }: CallLimit): [string, string][] => [
  ['ratelimit-policy', `"${name}";q=${most};w=${seconds}`],
  ['ratelimit', `"${name}";r=${Math.max(0, left)};t=${Math.max(0, Math.ceil(resetSeconds))}`],
];
