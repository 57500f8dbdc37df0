import { endpoint, managers } from './endpoint.ts';

export const listApiKeys = endpoint('listApiKeys', {
  method: 'GET',
  path: '/api-keys',
  tag: 'Administration',
  summary: 'List API keys, without their secrets',
  access: { roles: ['admin'], reach: 'club' },
});

export const createApiKey = endpoint('createApiKey', {
  method: 'POST',
  path: '/api-keys',
  tag: 'Administration',
  summary: 'Create an API key; the secret is shown only once',
  access: { roles: ['admin'], reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const revokeApiKey = endpoint('revokeApiKey', {
  method: 'DELETE',
  path: '/api-keys/{id}',
  tag: 'Administration',
  summary: 'Revoke an API key at once',
  access: { roles: ['admin'], reach: 'club' },
  status: 204,
  wallet: 'none',
});

export const listAuditEntries = endpoint('listAuditEntries', {
  method: 'GET',
  path: '/audit-entries',
  tag: 'Administration',
  summary: 'List audit log entries, newest first',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
});

/** Their paths are below `/api`, not `/api/v1`. */
export const livez = endpoint('livez', {
  method: 'GET',
  path: '/livez',
  tag: 'Health',
  summary: 'Check that the process is alive',
  access: 'public',
  root: true,
});

export const readyz = endpoint('readyz', {
  method: 'GET',
  path: '/readyz',
  tag: 'Health',
  summary: 'Check that the database answers',
  access: 'public',
  root: true,
});

export const metrics = endpoint('metrics', {
  method: 'GET',
  path: '/metrics',
  tag: 'Health',
  summary: 'Get Prometheus metrics; needs METRICS_TOKEN as a bearer token, except on the same machine',
  access: 'public',
  stream: 'text/plain',
  root: true,
});
