import { m } from '#lib/paraglide/messages.js';
import type { RefusalWords } from '#lib/server/submit.ts';

/** The error of a picture, shown at its field. */
export const atLogo = (): RefusalWords => ({
  atField: {
    'unsupported-picture': ['logo', m.setup_problem_unsupported_picture()],
    'unreadable-picture': ['logo', m.setup_problem_unreadable_picture()],
    'picture-too-large': ['logo', m.setup_problem_picture_too_large()],
    'too-large': ['logo', m.setup_problem_picture_too_heavy()],
  },
});
