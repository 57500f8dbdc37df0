// Owns the club's legal texts (terms, privacy, imprint, contact, accessibility) and which terms a member accepted.
// Promises: a published version never changes, no acceptance without a published text, members are told of new terms
// once.
// Publishes no events.
// In the database: legal_drafts, legal_versions, legal_settings, terms_acceptances, terms_notices.
export { LegalModule } from './legal.module.ts';
export { LegalTexts } from './legal-texts.ts';
export { Terms } from './terms.ts';
export { TermsNoticesJob } from './terms-notices.job.ts';
