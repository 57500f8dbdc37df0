import type { Community, Language } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const entries = {
  open: m.communities_entry_open,
  request: m.communities_entry_request,
  invitation: m.communities_entry_invitation,
  condition: m.communities_entry_condition,
} as const;

/** How members get in, in two or three words. */
export const entryText = (entry: Community['entry'], locale: Language = getLocale()): string =>
  entries[entry]({}, { locale });
