import { z } from 'zod';
import { scopes } from '../endpoints/endpoint.ts';
import { name } from './names.ts';
import { id, instant, listOf, listQuery, sortedBy } from './values.ts';

export const apiKeyScope = z.enum([...scopes, '*']);

export const apiKey = z
  .object({
    id,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(apiKeyScope),
    locations: z.array(id),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const auditEntry = z
  .object({
    id: z.string(),
    at: instant,
    actor: z.object({
      kind: z.enum(['account', 'api-key', 'system']),
      id: z.string().nullable(),
      name: z.string(),
    }),
    action: z.string(),
    subject: z
      .object({ type: z.string(), id: z.string(), name: z.string().nullable() })
      .nullable()
      .describe('the changed resource; its current name, or null if it has none or no longer exists'),
    member: z.object({ id, name: z.string().nullable() }).nullable().describe('the member concerned'),
    names: z.record(z.string(), z.string()).describe('names for the ids in `before` and `after`'),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
    requestId: z.string().nullable().describe('id of the request in the log'),
    address: z.string().nullable().describe('address of the caller, shortened'),
  })
  .meta({ id: 'AuditEntry' });

const alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });

/** Requests and replies of the endpoints, by name. */
export const administrationShapes = {
  listApiKeys: {
    query: z.object(sortedBy('created', 'name', 'used')),
    reply: listOf(apiKey),
  },
  createApiKey: {
    body: z.object({
      name: name(80),
      scopes: z.array(apiKeyScope).min(1).max(20),
      locations: z.array(id).max(500).default([]),
    }),
    reply: apiKey.extend({ secret: z.string() }).meta({ id: 'NewApiKey' }),
  },
  revokeApiKey: {
    params: z.object({ id }),
  },
  listAuditEntries: {
    query: listQuery.extend({
      ...sortedBy('at', 'actor', 'action'),
      action: z.string().max(80).optional().describe('or the part before its dot, such as `card`'),
      subject: z.string().max(80).optional(),
      actor: id.optional().describe('account or key'),
      member: id.optional(),
      from: instant.optional(),
      until: instant.optional().describe('exclusive'),
    }),
    reply: listOf(auditEntry),
  },
  livez: {
    reply: alive,
  },
  readyz: {
    reply: alive,
  },
  metrics: {},
};
