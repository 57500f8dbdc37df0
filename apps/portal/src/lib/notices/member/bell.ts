import { m } from '#lib/paraglide/messages.js';

const most = 99;

/** As much as a bell has room for: 99+ */
export const shortCount = (unread: number): string => (unread > most ? `${most}+` : String(unread));

/** What a bell says, beginning with what it shows. */
export const bellName = (unread: number): string =>
  unread === 0 ? m.notices_title() : m.notices_unread({ count: unread, shown: shortCount(unread) });
