import type { Name } from '../../platform/names.ts';
import type { HeldStatus } from './held-status.ts';
import type { ResolvedCard } from './code.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'card-names:name': Name;
  'card-resolve:member_id': string;
  'card-resolve:member_status': ResolvedCard['memberStatus'];
  'card-resolve:card_status': ResolvedCard['cardStatus'];
  'card-holders-of:number': string;
  'card-holders-of:member_status': ResolvedCard['memberStatus'];
  'card-hold-member:status': HeldStatus | null;
  'card-hold-holder:status': HeldStatus | null;
  'card-history:kind': 'card.issued' | 'card.blocked' | 'card.replaced';
};
