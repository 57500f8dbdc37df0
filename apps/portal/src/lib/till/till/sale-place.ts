import type { ManualTerms } from './by-hand.ts';

/** Where and how this till sells. */
export interface SalePlace {
  readonly location: string;
  readonly name: string;
  readonly currency: string;
  readonly till: number;
  readonly timeZone: string;
  /** Usual rates of typed amounts; the first one counts unless the cashier chooses another. */
  readonly taxRates: readonly number[];
  /** In minor units: a larger typed amount is asked about. */
  readonly askAbove: number;
  /** The club earns on net prices, but typed amounts have no tax rate here. */
  readonly earnsOnTax: boolean;
  /** The club earns on gross prices. */
  readonly earnsOnGross: boolean;
  /** Null: the cashier takes nothing off by hand. */
  readonly manual: ManualTerms | null;
}
