import type { Language, LegalKind, Texts } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'legal_versions.kind': LegalKind;
  'legal_versions.content': Texts;
  'terms_acceptances.language': Language;
};
