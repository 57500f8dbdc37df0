import type { Coupon, CouponState } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** A change of the state, with its words. */
export interface StateStep {
  to: CouponState;
  label: () => string;
  title: () => string;
  text: () => string;
  done: () => string;
  /** It cannot be taken back. */
  final?: true;
}

const publish: StateStep = {
  to: 'live',
  label: m.challenges_console_publish,
  title: m.coupons_publish_title,
  text: m.coupons_publish_text,
  done: m.challenges_console_published,
};
const pause: StateStep = {
  to: 'paused',
  label: m.challenges_console_pause,
  title: m.coupons_pause_title,
  text: m.coupons_pause_text,
  done: m.challenges_console_was_paused,
};
const end: StateStep = {
  to: 'ended',
  label: m.challenges_console_end,
  title: m.coupons_end_title,
  text: m.coupons_end_text,
  done: m.challenges_console_was_ended,
  final: true,
};

/** What a manager can do with a coupon in this state, the usual step last. */
export const stepsOf: Readonly<Record<Coupon['state'], readonly StateStep[]>> = {
  draft: [publish],
  live: [end, pause],
  paused: [end, publish],
  ended: [],
};
