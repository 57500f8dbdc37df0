import { m } from '#lib/paraglide/messages.js';
import { stateSteps } from '#lib/shell/publishing/state-steps.ts';

/** What a manager can do with a challenge in each state. */
export const challengeSteps = stateSteps({
  publish: { title: m.challenges_console_publish_title, text: m.challenges_console_publish_text },
  pause: { title: m.challenges_console_pause_title, text: m.challenges_console_pause_text },
  end: { title: m.challenges_console_end_title, text: m.challenges_console_end_text },
});
