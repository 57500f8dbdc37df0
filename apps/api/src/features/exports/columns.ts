import type { StoredActor } from '../../platform/stored-actor.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'exports.actor': StoredActor;
  'exports.filters': Record<string, string>;
  'exports.problem': 'too-many-rows';
};
