import { m } from '#lib/paraglide/messages.js';

/** The steps of the set-up. From `locations` on, the new admin does them. */
export const steps = [
  { key: 'club', label: m.setup_step_club },
  { key: 'admin', label: m.setup_step_admin },
  { key: 'locations', label: m.setup_step_locations },
  { key: 'rule', label: m.setup_step_rule },
  { key: 'points', label: m.setup_step_points },
  { key: 'tiers', label: m.setup_step_tiers },
  { key: 'team', label: m.setup_step_team },
  { key: 'legal', label: m.legal_title },
  { key: 'done', label: m.setup_step_done },
] as const;

export type Step = (typeof steps)[number]['key'];
export const pathOf = (step: Step): `/set-up/${Step}` => `/set-up/${step}`;

const firstOfAdmin = 2;

/** Whether someone at step `at` may go back to step `index`: the link ends once the account exists. */
export const mayGoBack = (index: number, at: number): boolean =>
  index < at && (at < firstOfAdmin || index >= firstOfAdmin);
