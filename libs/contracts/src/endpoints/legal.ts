import { endpoint, managers } from './endpoint.ts';

export const legalKinds = ['terms', 'privacy', 'imprint', 'contact', 'accessibility'] as const;
export type LegalKind = (typeof legalKinds)[number];

export const listLegalTexts = endpoint('listLegalTexts', {
  method: 'GET',
  path: '/legal-texts',
  tag: 'Legal texts',
  summary: 'List the legal texts in force: terms, privacy, imprint, contact and accessibility',
  access: 'public',
});

export const getLegalText = endpoint('getLegalText', {
  method: 'GET',
  path: '/legal-texts/{kind}',
  tag: 'Legal texts',
  summary: 'Get the text in force, in the language of the reader or in one that it has',
  access: 'public',
});

export const listLegalVersions = endpoint('listLegalVersions', {
  method: 'GET',
  path: '/legal-texts/{kind}/versions',
  tag: 'Legal texts',
  summary: 'List the published versions of a text, newest first',
  access: 'public',
});

export const getLegalVersion = endpoint('getLegalVersion', {
  method: 'GET',
  path: '/legal-texts/{kind}/versions/{version}',
  tag: 'Legal texts',
  summary: 'Get a published version in all of its languages',
  access: 'public',
});

export const publishLegalText = endpoint('publishLegalText', {
  method: 'POST',
  path: '/legal-texts/{kind}/versions',
  tag: 'Legal texts',
  summary: 'Publish the draft as a new version, which never changes again',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  conditional: true,
  wallet: 'none',
});

export const getLegalDraft = endpoint('getLegalDraft', {
  method: 'GET',
  path: '/legal-texts/{kind}/draft',
  tag: 'Legal texts',
  summary: 'Get the draft of a text, with the places that are still to be written',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const saveLegalDraft = endpoint('saveLegalDraft', {
  method: 'PUT',
  path: '/legal-texts/{kind}/draft',
  tag: 'Legal texts',
  summary: 'Save the draft of a text, in Markdown by language',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const listLegalTemplates = endpoint('listLegalTemplates', {
  method: 'GET',
  path: '/legal-templates',
  tag: 'Legal texts',
  summary: "List templates to begin from, with the club's facts; `[… ]` marks what is still to be written",
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const getLegalSettings = endpoint('getLegalSettings', {
  method: 'GET',
  path: '/legal-settings',
  tag: 'Legal texts',
  summary: 'Get the operator of the club and the notice period before new terms take effect',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const setLegalSettings = endpoint('setLegalSettings', {
  method: 'PUT',
  path: '/legal-settings',
  tag: 'Legal texts',
  summary: 'Set the operator of the club and the notice period before new terms take effect',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: 'if-sent',
  wallet: 'none',
});

export const getTermsAcceptance = endpoint('getTermsAcceptance', {
  method: 'GET',
  path: '/terms-acceptance',
  tag: 'Legal texts',
  summary: 'Get how many members accepted each version of the terms',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const getOwnTerms = endpoint('getOwnTerms', {
  method: 'GET',
  path: '/me/terms',
  tag: 'Own view',
  summary: 'Get the terms that are in force for me, those that I accepted, and those that are coming',
  access: { roles: ['member'], reach: 'own' },
});

export const acceptTerms = endpoint('acceptTerms', {
  method: 'POST',
  path: '/me/terms-acceptances',
  tag: 'Own view',
  summary: 'Accept a version of the terms; accepting it again changes nothing',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  wallet: 'own',
});
