import { endpoint, managers } from './endpoint.ts';

/** In one call. */
export const mostCollectedAtOnce = 50;
/** Web pages that a club collects from. */
export const mostCollectSites = 50;
/** Origins of one of them. */
export const mostCollectOrigins = 20;
/** Days for which visits are kept while nobody signs in. */
export const anonymousVisitDays = 30;

export const getCollectScript = endpoint('getCollectScript', {
  method: 'GET',
  path: '/collect.js',
  root: true,
  tag: 'Collector',
  summary: "Get the script for the shop's own web page",
  access: 'public',
  stream: 'text/javascript',
});

export const collectEvents = endpoint('collectEvents', {
  method: 'POST',
  path: '/collect',
  tag: 'Collector',
  summary:
    "Say what a visitor of the shop's own web page does, with the visitor's consent. For browsers of the listed origins",
  access: 'public',
  status: 202,
  wallet: 'none',
  crossOrigin: true,
});

export const forgetVisitor = endpoint('forgetVisitor', {
  method: 'POST',
  path: '/collect/forget',
  tag: 'Collector',
  summary: 'Forget what was collected of a visitor who takes the consent back',
  access: 'public',
  status: 204,
  wallet: 'none',
  crossOrigin: true,
});

export const listCollectSites = endpoint('listCollectSites', {
  method: 'GET',
  path: '/collect-sites',
  tag: 'Collector',
  summary: 'List the web pages that the club collects from, with what came in the last 30 days',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const createCollectSite = endpoint('createCollectSite', {
  method: 'POST',
  path: '/collect-sites',
  tag: 'Collector',
  summary: 'Add a web page to collect from; the reply has its publishable key',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getCollectSite = endpoint('getCollectSite', {
  method: 'GET',
  path: '/collect-sites/{id}',
  tag: 'Collector',
  summary: 'Get a web page that the club collects from, with what came on each of the last 30 days',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const updateCollectSite = endpoint('updateCollectSite', {
  method: 'PATCH',
  path: '/collect-sites/{id}',
  tag: 'Collector',
  summary: 'Change a web page to collect from, pause it or go on',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const replaceCollectKey = endpoint('replaceCollectKey', {
  method: 'POST',
  path: '/collect-sites/{id}/keys',
  tag: 'Collector',
  summary: 'Give a web page another publishable key; the one before works no longer',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 200,
  wallet: 'none',
});

export const vouchForMember = endpoint('vouchForMember', {
  method: 'POST',
  path: '/collect-sites/{id}/member-tokens',
  tag: 'Collector',
  summary:
    "Ask for a token that says which member signed in to the shop's web page. The page's script sends it once, within ten minutes",
  access: { roles: managers, scope: 'events:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});
