import { z } from 'zod';
import { name } from './names.ts';
import { personal } from './privacy.ts';
import { id, instant, listOf } from './values.ts';

// Not what was searched for: it names people, and would outlive them.
const query = z
  .object({
    status: z.string().max(40),
    tier: z.string().max(60),
    tag: personal(z.string().max(40)),
    from: z.string().max(10),
    to: z.string().max(10),
    boughtFrom: z.string().max(10),
    boughtTo: z.string().max(10),
    joinedFrom: z.string().max(10),
    joinedTo: z.string().max(10),
    pointsFrom: z.string().max(12),
    pointsTo: z.string().max(12),
    expireBy: z.string().max(10),
    falls: z.string().max(60),
    consent: z.string().max(40),
    location: z.string().max(60),
    kind: z.string().max(40),
    group: z.string().max(60),
    class: z.string().max(1),
    sort: z.string().max(40),
    order: z.string().max(4),
  })
  .partial();

const savedFilter = z
  .object({
    id,
    name: z.string(),
    query: query.describe('parameters of the page of the list'),
    shared: z.boolean().describe('the whole team sees it'),
    own: z.boolean(),
    savedBy: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'SavedFilter' });

export type SavedFilter = z.infer<typeof savedFilter>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const savedFiltersShapes = {
  listSavedFilters: {
    reply: listOf(savedFilter),
  },
  saveFilter: {
    body: z.object({
      name: name(60),
      query,
      shared: z.boolean().default(false),
    }),
    reply: savedFilter,
  },
  changeSavedFilter: {
    params,
    body: z.object({ name: name(60), shared: z.boolean() }).partial(),
    reply: savedFilter,
  },
  deleteSavedFilter: {
    params,
  },
};
