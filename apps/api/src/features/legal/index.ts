// Owns the club's legal texts (terms, privacy, imprint, contact, accessibility) and which terms a member accepted.
// Promises: a published version never changes, no acceptance without a published text, members are told of new terms
// once.
// Publishes no events.
// In the database: legal_drafts, legal_versions, legal_settings, terms_acceptances, terms_notices.
export { LegalModule } from './legal.module.ts';
export { LegalPublishing } from './legal-publishing.ts';
export { LegalSettings } from './legal-settings.ts';
export { LegalTemplates } from './legal-templates.ts';
export { LegalWriting } from './legal-writing.ts';
export { LegalTexts } from './legal-texts.ts';
export { Terms } from './terms.ts';
export { TermsNoticesJob } from './terms-notices.job.ts';
