import { m } from '#lib/paraglide/messages.js';
import { stateSteps } from '#lib/shell/publishing/state-steps.ts';

/** What a manager can do with a coupon in each state. */
export const couponSteps = stateSteps({
  publish: { title: m.coupons_publish_title, text: m.coupons_publish_text },
  pause: { title: m.coupons_pause_title, text: m.coupons_pause_text },
  end: { title: m.coupons_end_title, text: m.coupons_end_text },
});
