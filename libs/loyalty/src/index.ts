export * from './calendar.ts';
export * from './clock.ts';
export * from './errors.ts';
export type { Adjusted, Adjustment } from './points/adjust.ts';
export type { Award, Awarded } from './points/award.ts';
export { balanceAt, expiring, snapshotAfter, type Expiring, type ReadTerms } from './points/balance.ts';
export type { WalletTerms } from './points/book.ts';
export { consumptionOrder, lotDueAt, type Hold, type HoldState, type Lot } from './points/lot.ts';
export * from './points/policy.ts';
export * from './points/posting.ts';
export * from './points/snapshot.ts';
export type { GiveBack, GivenBack, Held, Spent } from './points/spend.ts';
export type { TakeBack, TakenBack } from './points/take-back.ts';
export type { MovedLot, Parcel, TransferredIn, TransferredOut } from './points/transfer.ts';
export { Wallet } from './points/wallet.ts';
export * from './conditions/check.ts';
export * from './conditions/condition.ts';
export * from './conditions/evaluate.ts';
export { evaluate, type EarningContext, type Evaluation } from './earning/evaluate.ts';
export { sentenceOf, type Grant, type GrantReason } from './earning/grant.ts';
export * from './earning/purchase.ts';
export * from './earning/return.ts';
export * from './earning/rule.ts';
export * from './money.ts';
export * from './price-line.ts';
export * from './cards/code.ts';
export {
  formatCardNumber,
  newCardNumber,
  parseCardNumber,
  withCheckDigit,
  type RandomBelow,
} from './cards/number.ts';
export * from './points/liability.ts';
export * from './rewards/code.ts';
export * from './tiers/period.ts';
export * from './tiers/tier.ts';
