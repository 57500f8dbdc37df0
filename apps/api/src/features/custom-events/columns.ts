import type { CapUsage, HeldProfile, PersonFacts } from '@regulars/loyalty';
import type { Name } from '../../platform/names.ts';
import type { ReservedBudget } from '../earning/index.ts';
import type { KeptExplanation } from '../points/index.ts';
import type { NothingFrom, Payload, StoredContext } from './context.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'custom_events.payload': Payload;
  'custom_events.explanation': KeptExplanation[];
  'custom_events.nothing': NothingFrom[];
  'custom_event_context()': StoredContext | null;
  'custom_event_usage()': CapUsage[];
  'occasion-offers:budgets': ReservedBudget[] | null;
  'occasion-offers:held': HeldProfile | null;
  'profile-held:held': HeldProfile | null;
  'occasion-offers:person': PersonFacts | null;
  'custom-event-find:member_name': string;
  'custom-event-list:member_name': string;
  'custom-event-names:name': Name;
  'custom-event-type-names:name': Name;
};
