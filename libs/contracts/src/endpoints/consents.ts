import { endpoint, managers } from './endpoint.ts';

/** Version of the consent texts. Raise it when one of them changes. */
export const consentWording = 3;

export const consentPurposes = ['terms', 'marketing', 'surveys', 'profiling', 'tracking'] as const;
export const consentChannels = ['email', 'push', 'sms', 'post', 'telephone', 'portal'] as const;
/** Names from before consents had channels. */
export const earlierPurposes = ['newsletter', 'personalisation'] as const;

export const listMemberConsents = endpoint('listMemberConsents', {
  method: 'GET',
  path: '/members/{id}/consents',
  tag: 'Members',
  summary: 'List what a member consented to, every change, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const setMemberConsents = endpoint('setMemberConsents', {
  method: 'PUT',
  path: '/members/{id}/consents',
  tag: 'Members',
  summary: 'Record consents that a member gave or withdrew elsewhere; others stay as they are',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  wallet: 'member',
});

/** A code is refused after so many wrong ones. */
export const mostCodeTries = 5;

export const sendPhoneCode = endpoint('sendPhoneCode', {
  method: 'POST',
  path: '/me/phone-codes',
  tag: 'Own view',
  summary: 'Send a code to my phone, with which I confirm consents by SMS; it works for ten minutes',
  access: { roles: ['member'], reach: 'own' },
  status: 202,
  wallet: 'own',
});

export const confirmPhone = endpoint('confirmPhone', {
  method: 'POST',
  path: '/me/phone-confirmations',
  tag: 'Own view',
  summary: 'Confirm consents by SMS with the code from the last message',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});

export const listOwnConsents = endpoint('listOwnConsents', {
  method: 'GET',
  path: '/me/consents',
  tag: 'Own view',
  summary: 'List what I consented to, every change, newest first',
  access: { roles: ['member'], reach: 'own' },
});
