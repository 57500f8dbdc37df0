/** The reply of a key, and the caller it is for. */
export interface StoredReply {
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly location_id: string | null;
  /** Its member is erased: nothing is left of it. */
  readonly erased: boolean;
}
