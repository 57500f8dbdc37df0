import { m } from '#lib/paraglide/messages.js';
import { stateSteps } from '#lib/shell/publishing/state-steps.ts';

/** What a manager can do with an offer in each state. */
export const offerSteps = stateSteps({
  publish: { title: m.offers_publish_title, text: m.offers_publish_text },
  pause: { title: m.offers_pause_title, text: m.offers_pause_text },
  end: { title: m.offers_end_title, text: m.offers_end_text },
});
