import { m } from '#lib/paraglide/messages.js';

const accounts: Record<string, () => string> = {
  available: m.console_account_available,
  pending: m.console_account_pending,
  held: m.console_account_held,
  debt: m.console_account_debt,
  forgiven: m.console_account_forgiven,
  status: m.console_account_status,
  issued: m.console_account_issued,
  redeemed: m.console_account_redeemed,
  expired: m.console_account_expired,
  adjusted: m.console_account_adjusted,
  transferred: m.console_account_transferred,
};
export const accountName = (account: string): string => accounts[account]?.() ?? account;

const transactions: Record<string, () => string> = {
  earn: m.console_transaction_earn,
  redeem: m.console_transaction_redeem,
  return: m.console_transaction_return,
  adjust: m.console_transaction_adjust,
  release: m.console_transaction_release,
  expire: m.console_transaction_expire,
  hold: m.console_transaction_hold,
  capture: m.console_transaction_capture,
  'hold-release': m.console_transaction_hold_release,
  'hold-timeout': m.console_transaction_hold_timeout,
  cancel: m.console_transaction_cancel,
  repay: m.console_transaction_repay,
  reclaim: m.console_transaction_reclaim,
  reverse: m.console_transaction_reverse,
  claim: m.console_transaction_claim,
  import: m.console_transaction_import,
  'transfer-out': m.console_transaction_transfer,
  'transfer-in': m.console_transaction_transfer,
};
/** Labels of the journal. Unknown names are shown as they are. */
export const transactionName = (kind: string): string => transactions[kind]?.() ?? kind;

const events: Record<string, () => string> = {
  'member.joined': m.console_event_joined,
  'member.changed': m.console_event_changed,
  'member.closing-asked': m.closing_event_asked,
  'member.closing-withdrawn': m.closing_event_withdrawn,
  'member.closed': m.closing_event_closed,
  'member.reopened': m.closing_event_reopened,
  'consent.given': m.console_event_consent_given,
  'consent.withdrawn': m.console_event_consent_withdrawn,
  'card.issued': m.console_event_card_issued,
  'card.blocked': m.console_event_card_blocked,
  'card.replaced': m.console_event_card_replaced,
  'purchase.recorded': m.console_event_purchase,
  'purchase.returned': m.console_event_returned,
  'purchase.claimed': m.console_event_claimed,
  'return.reversed': m.console_event_return_reversed,
  'points.earned': m.console_event_earned,
  'points.redeemed': m.console_event_redeemed,
  'points.adjusted': m.console_event_adjusted,
  'points.expired': m.console_event_expired,
  'points.released': m.console_event_released,
  'points.returned': m.console_event_points_returned,
  'points.held': m.console_event_held,
  'points.reversed': m.console_event_reversed,
  'points.given-back': m.console_event_given_back,
  'points.transferred': m.console_event_transferred,
  'tier.changed': m.console_event_tier,
  'voucher.issued': m.console_event_voucher_issued,
  'voucher.used': m.console_event_voucher_used,
  'voucher.cancelled': m.console_event_voucher_cancelled,
};
export const eventName = (kind: string): string => events[kind]?.() ?? kind;
