import { z } from 'zod';
import { endpoint, managers, scopes } from './endpoint.ts';
import { name } from './names.ts';
import { id, instant, listOf, listQuery } from './values.ts';

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
export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api-keys',
  tag: 'Administration',
  summary: 'Keys, without their secrets',
  access: { roles: ['admin'], reach: 'club' },
  reply: listOf(apiKey),
});
export const createApiKey = endpoint({
  method: 'POST',
  path: '/api-keys',
  tag: 'Administration',
  summary: 'Make a key; its secret is shown this once',
  access: { roles: ['admin'], reach: 'club' },
  status: 201,
  body: z.object({
    name: name(80),
    scopes: z.array(apiKeyScope).min(1).max(20),
    locations: z.array(id).max(500).default([]),
  }),
  reply: apiKey.extend({ secret: z.string() }).meta({ id: 'NewApiKey' }),
});
export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/api-keys/{id}',
  tag: 'Administration',
  summary: 'Revoke a key at once',
  access: { roles: ['admin'], reach: 'club' },
  status: 204,
  params: z.object({ id }),
});

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
      .describe('what was changed; names are those of today, null for what has none or is gone'),
    member: z.object({ id, name: z.string().nullable() }).nullable().describe('whom it is about'),
    names: z.record(z.string(), z.string()).describe('of the ids in `before` and `after`'),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
    requestId: z.string().nullable().describe('by which the log knows the request'),
    address: z.string().nullable().describe('from where, shortened'),
  })
  .meta({ id: 'AuditEntry' });
export const listAuditEntries = endpoint({
  method: 'GET',
  path: '/audit-entries',
  tag: 'Administration',
  summary: 'Who changed what, newest first',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
  query: listQuery.extend({
    action: z.string().max(80).optional().describe('or what stands before its dot: `card`'),
    subject: z.string().max(80).optional(),
    actor: id.optional().describe('account or key'),
    member: id.optional(),
    from: instant.optional(),
    until: instant.optional().describe('exclusive'),
  }),
  reply: listOf(auditEntry),
});

const alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });
/** Outside of `/api/v1`: their paths are below `/api`. */
export const livez = endpoint({
  method: 'GET',
  path: '/livez',
  tag: 'Health',
  summary: 'The process runs',
  access: 'public',
  reply: alive,
  root: true,
});
export const readyz = endpoint({
  method: 'GET',
  path: '/readyz',
  tag: 'Health',
  summary: 'The database answers',
  access: 'public',
  reply: alive,
  root: true,
});
export const metrics = endpoint({
  method: 'GET',
  path: '/metrics',
  tag: 'Health',
  summary: 'Prometheus figures, for who asks on the same machine or shows METRICS_TOKEN as a bearer',
  access: 'public',
  stream: 'text/plain',
  root: true,
});
