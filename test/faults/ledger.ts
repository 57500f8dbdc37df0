/** The answers that the tills got, without anything from the database. */
export interface AcknowledgedPurchase {
  readonly key: string;
  readonly receipt: string;
  readonly memberId: string;
  readonly amount: number;
  /** What it earned: less than a point per euro if a budget had no more. */
  readonly points: number;
  readonly id: string;
  /** Points with which it was paid. */
  readonly paid?: number;
  /** That its rewards cost. */
  readonly spent?: number;
  /** Of its rewards. */
  readonly vouchers?: readonly string[];
}

export interface AcknowledgedRedemption {
  readonly key: string;
  readonly memberId: string;
  readonly points: number;
  readonly id: string;
}

export class Ledger {
  readonly purchases: AcknowledgedPurchase[] = [];
  /** Purchases by reserved checkouts with coupons. */
  readonly checkouts: AcknowledgedPurchase[] = [];
  readonly redemptions: AcknowledgedRedemption[] = [];
  /** Codes that were redeemed without a purchase. */
  readonly codes: { readonly id: string; readonly state: 'redeemed' | 'given-back' }[] = [];
  /** The first stock of each reward. */
  readonly stocks = new Map<string, number>();
  reservations = 0;
  cancellations = 0;
  /** The count of each status; 0 means no answer. */
  readonly statuses = new Map<number, number>();
  /** Answers that no till may get. */
  readonly faults: string[] = [];
  /** Redemptions that were refused for lack of points. */
  refused = 0;

  get acknowledged(): number {
    const backs = this.codes.filter(({ state }) => state === 'given-back').length;
    return (
      this.sales.length +
      this.redemptions.length +
      this.reservations +
      this.cancellations +
      this.codes.length +
      backs
    );
  }

  /** All purchases. */
  get sales(): readonly AcknowledgedPurchase[] {
    return [...this.purchases, ...this.checkouts];
  }

  /** Counts an answer and records a fault if it is not allowed. */
  saw(response: Response | null): void {
    const status = response?.status ?? 0;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (![0, 200, 201, 409, 422, 503].includes(status)) this.faults.push(`a till was answered ${status}`);
    if (status === 503 && !response?.headers.has('retry-after'))
      this.faults.push('a 503 came without Retry-After');
  }
}
