import type { MergeRequest } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** An erased member has no name. */
export const mergedName = ({ displayName, erased }: MergeRequest['member']): string =>
  erased || !displayName ? m.closing_console_erased_name() : displayName;
