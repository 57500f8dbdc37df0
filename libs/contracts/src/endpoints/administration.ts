import { endpoint, managers } from './endpoint.ts';

export const listApiKeys = endpoint('listApiKeys', {
  method: 'GET',
  path: '/api-keys',
  tag: 'Administration',
  summary: 'Keys, without their secrets',
  access: { roles: ['admin'], reach: 'club' },
});

export const createApiKey = endpoint('createApiKey', {
  method: 'POST',
  path: '/api-keys',
  tag: 'Administration',
  summary: 'Make a key; its secret is shown this once',
  access: { roles: ['admin'], reach: 'club' },
  status: 201,
});

export const revokeApiKey = endpoint('revokeApiKey', {
  method: 'DELETE',
  path: '/api-keys/{id}',
  tag: 'Administration',
  summary: 'Revoke a key at once',
  access: { roles: ['admin'], reach: 'club' },
  status: 204,
});

export const listAuditEntries = endpoint('listAuditEntries', {
  method: 'GET',
  path: '/audit-entries',
  tag: 'Administration',
  summary: 'Who changed what, newest first',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
});

/** Outside of `/api/v1`: their paths are below `/api`. */
export const livez = endpoint('livez', {
  method: 'GET',
  path: '/livez',
  tag: 'Health',
  summary: 'The process runs',
  access: 'public',
  root: true,
});

export const readyz = endpoint('readyz', {
  method: 'GET',
  path: '/readyz',
  tag: 'Health',
  summary: 'The database answers',
  access: 'public',
  root: true,
});

export const metrics = endpoint('metrics', {
  method: 'GET',
  path: '/metrics',
  tag: 'Health',
  summary: 'Prometheus figures, for who asks on the same machine or shows METRICS_TOKEN as a bearer',
  access: 'public',
  stream: 'text/plain',
  root: true,
});
