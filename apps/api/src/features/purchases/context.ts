import {
  capPeriod,
  isoOf,
  localDateOf,
  type CapUsage,
  type EarningRule,
  type Instant,
  type Period,
} from '@regulars/loyalty';
import type { StoredWallet } from '../points/index.ts';
import type { FoundBuyer } from './buyer.ts';
import type { Intake } from './intake.ts';

/** What `purchase_context` answers; the lists are in the order of the requests. */
export interface StoredContext {
  readonly buyers: readonly FoundBuyer[];
  readonly wallets: readonly StoredWallet[];
  readonly facts: readonly {
    readonly purchaseId: string | null;
    readonly tierId: string | null;
    readonly credit: number;
  }[];
  readonly usage: readonly (CapUsage & { readonly index: number })[];
}

/** The local days over which a cap counts; null is open. `until` is exclusive. */
export interface CapDays {
  readonly ruleId: string;
  readonly per: CapUsage['per'];
  readonly from: string | null;
  readonly until: string | null;
}

/** Which usage of caps these rules ask for, around a purchase. */
export const capsOf = (rules: readonly EarningRule[], purchasedAt: Instant, zone: string): CapDays[] =>
  rules.flatMap(({ id, caps }) =>
    caps.flatMap(({ per }): CapDays[] => {
      if (per === 'purchase') return [];
      const period = capPeriod(per, purchasedAt, zone);
      const day = (at: Instant | undefined): string | null =>
        at === undefined ? null : localDateOf(at, zone).toString();
      return [{ ruleId: id, per, from: day(period?.from), until: day(period?.until) }];
    }),
  );

type Asked = Pick<Intake, 'buyer' | 'location' | 'receipt'>;

/** A row of the requests that `purchase_context` reads. */
export const requestRow = ({ buyer, location, receipt }: Asked, period: Period): object => ({
  code: buyer?.code ?? null,
  member_id: buyer?.memberId ?? null,
  external_id: buyer?.externalId ?? null,
  location_id: location.id,
  receipt_number: receipt?.number ?? null,
  counts_from: isoOf(period.from),
  counts_until: isoOf(period.until),
});

export const capRow = ({ ruleId, per, from, until }: CapDays, index: number): object => ({
  index,
  rule_id: ruleId,
  per,
  counts_from: from,
  counts_until: until,
});
