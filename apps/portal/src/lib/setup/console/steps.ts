import { m } from '#lib/paraglide/messages.js';

/** The way through the set-up. From `locations` on it is walked as the new admin. */
export const steps = [
  { key: 'club', label: m.setup_step_club },
  { key: 'admin', label: m.setup_step_admin },
  { key: 'locations', label: m.setup_step_locations },
  { key: 'rule', label: m.setup_step_rule },
  { key: 'tiers', label: m.setup_step_tiers },
  { key: 'team', label: m.setup_step_team },
  { key: 'done', label: m.setup_step_done },
] as const;

export type Step = (typeof steps)[number]['key'];
export const pathOf = (step: Step): `/set-up/${Step}` => `/set-up/${step}`;

const firstOfAdmin = 2;

/** Whether a person at step `at` may go back to step `index`: what the link was for is over with the account. */
export const mayGoBack = (index: number, at: number): boolean =>
  index < at && (at < firstOfAdmin || index >= firstOfAdmin);
