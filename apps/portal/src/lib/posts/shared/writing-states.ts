import type { CommunityPost } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** What managers read about the state of a post. */
export const writingLooks = {
  shown: { tone: 'good', text: m.posts_state_shown },
  held: { tone: 'warn', text: m.posts_state_held },
  hidden: { tone: 'bad', text: m.posts_state_hidden },
  deleted: { tone: 'neutral', text: m.posts_state_deleted },
} as const satisfies Record<CommunityPost['state'], { tone: string; text: () => string }>;
