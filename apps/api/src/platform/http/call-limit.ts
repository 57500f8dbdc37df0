/** A limit that a call counts against. */
export interface CallLimit {
  /** As it is told: letters and hyphens. */
  readonly name: string;
  readonly most: number;
  readonly seconds: number;
  readonly left: number;
  /** Until all of it is there again. */
  readonly resetSeconds: number;
}

/** The limit that is hit first; of those that are as near, the one that stays longest. */
export const nearestLimit = (limits: readonly CallLimit[]): CallLimit | undefined =>
  limits.toSorted((one, other) => one.left - other.left || other.resetSeconds - one.resetSeconds)[0];

/** As draft-ietf-httpapi-ratelimit-headers-10 writes them (RFC 9651). */
export const limitHeaders = ({ name, most, seconds, left, resetSeconds }: CallLimit): [string, string][] => [
  ['ratelimit-policy', `"${name}";q=${most};w=${seconds}`],
  ['ratelimit', `"${name}";r=${Math.max(0, left)};t=${Math.max(0, Math.ceil(resetSeconds))}`],
];
