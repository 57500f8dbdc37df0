import type { Community } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** How a state looks in lists. */
export const stateLooks = {
  draft: { tone: 'warn', text: m.console_state_draft },
  open: { tone: 'good', text: m.communities_console_open },
  archived: { tone: 'neutral', text: m.communities_archived },
} as const;

/** What a manager may do next, with the words that ask before. */
export const stateSteps = {
  draft: {
    to: 'open',
    label: m.communities_console_publish,
    title: m.communities_console_publish_title,
    text: m.communities_console_publish_text,
    done: m.communities_console_published,
  },
  open: {
    to: 'archived',
    label: m.communities_console_archive,
    title: m.communities_console_archive_title,
    text: m.communities_console_archive_text,
    done: m.communities_console_archived,
  },
  archived: {
    to: 'open',
    label: m.communities_console_reopen,
    title: m.communities_console_reopen_title,
    text: m.communities_console_reopen_text,
    done: m.communities_console_published,
  },
} as const satisfies Record<Community['state'], { to: Community['state'] } & Record<string, unknown>>;
