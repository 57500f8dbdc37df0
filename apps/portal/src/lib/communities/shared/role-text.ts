import { m } from '#lib/paraglide/messages.js';

const roleTexts = {
  owner: m.communities_role_owner,
  moderator: m.communities_role_moderator,
  member: m.communities_role_member,
} as const;
export const roleText = (role: keyof typeof roleTexts): string => roleTexts[role]();
