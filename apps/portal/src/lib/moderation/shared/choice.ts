import { m } from '#lib/paraglide/messages.js';

/** What can be decided, with its words. */
export interface Choice {
  readonly value: string;
  readonly label: () => string;
  readonly text: () => string;
}

export const leave = {
  value: 'leave',
  label: m.moderation_decide_leave,
  text: m.moderation_decide_leave_text,
};
export const warn = { value: 'warn', label: m.moderation_decide_warn, text: m.moderation_decide_warn_text };
export const hide = { value: 'hide', label: m.moderation_decide_hide, text: m.moderation_decide_hide_text };
export const remove = {
  value: 'delete',
  label: m.moderation_decide_delete,
  text: m.moderation_decide_delete_text,
};
