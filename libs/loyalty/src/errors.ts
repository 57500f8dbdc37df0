export type LoyaltyErrorCode =
  | 'amount-out-of-range'
  | 'hold-expiry-past'
  | 'hold-not-active'
  | 'insufficient-points'
  | 'line-amounts-disagree'
  | 'points-out-of-range'
  | 'quantity-out-of-range'
  | 'rate-out-of-range'
  | 'returned-more-than-bought';

/** Figures that explain the error; safe to send to a client. */
export type LoyaltyErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * A refusal with a business reason. Nothing has changed when it is thrown. Any other error of this library is a
 * programming error of the caller.
 */
export class LoyaltyError extends Error {
  readonly code: LoyaltyErrorCode;
  readonly details: LoyaltyErrorDetails;

  constructor(code: LoyaltyErrorCode, details: LoyaltyErrorDetails = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'LoyaltyError';
    this.code = code;
    this.details = details;
  }
}
