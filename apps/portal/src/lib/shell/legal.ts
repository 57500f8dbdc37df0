import type { LegalKind } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';

/** What each legal text is called. */
export const legalNames: Readonly<Record<LegalKind, () => string>> = {
  terms: m.legal_kind_terms,
  privacy: m.legal_kind_privacy,
  imprint: m.legal_kind_imprint,
  contact: m.legal_kind_contact,
  accessibility: m.legal_kind_accessibility,
};
