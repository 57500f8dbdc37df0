/** The reply of a key, and for whom it is. */
export interface StoredReply {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly location_id: string | null;
  /** Whom it told of is erased: nothing is left of it. */
  readonly erased: boolean;
}
