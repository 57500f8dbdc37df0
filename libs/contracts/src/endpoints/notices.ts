import { endpoint } from './endpoint.ts';

/** What members are told about in their notification centre. */
export const noticeKinds = [
  'mention',
  'reply',
  'announcement',
  'new-post',
  'membership',
  'moderation',
  'gathering',
  'product-test',
  'points',
  'offer',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** How often the summary comes by e-mail. */
export const digestRhythms = ['never', 'day', 'week'] as const;

/** Why something of a member was hidden or refused is always told: the law wants that the member can read it. */
export const chosenNoticeKinds = noticeKinds.filter((kind) => kind !== 'moderation');

const own = { roles: ['member'], reach: 'own' } as const;

export const listNotices = endpoint('listNotices', {
  method: 'GET',
  path: '/me/notices',
  tag: 'Own view',
  summary: 'List what I was told, the newest first',
  access: own,
});

export const countNotices = endpoint('countNotices', {
  method: 'GET',
  path: '/me/notices/unread',
  tag: 'Own view',
  summary: 'Count what I was told and have not read',
  access: own,
});

export const readNotice = endpoint('readNotice', {
  method: 'PUT',
  path: '/me/notices/{id}/read',
  tag: 'Own view',
  summary: 'Mark a notice as read, and get its page',
  access: own,
  wallet: 'own',
});

export const readNotices = endpoint('readNotices', {
  method: 'PUT',
  path: '/me/notices/read',
  tag: 'Own view',
  summary: 'Mark notices as read, up to the newest that I saw',
  access: own,
  wallet: 'own',
});

export const unreadNotices = endpoint('unreadNotices', {
  method: 'PUT',
  path: '/me/notices/unread',
  tag: 'Own view',
  summary: 'Undo that I marked notices as read',
  access: own,
  status: 204,
  wallet: 'own',
});

export const getNoticeSettings = endpoint('getNoticeSettings', {
  method: 'GET',
  path: '/me/notice-settings',
  tag: 'Own view',
  summary: 'Get what I want to be told, and whether a summary may come by e-mail',
  access: own,
});

export const setNoticeSettings = endpoint('setNoticeSettings', {
  method: 'PUT',
  path: '/me/notice-settings',
  tag: 'Own view',
  summary: 'Choose what I want to be told',
  access: own,
  wallet: 'own',
});
