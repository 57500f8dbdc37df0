import { endpoint, managers } from './endpoint.ts';

export const valueClasses = ['A', 'B', 'C'] as const;
export const scoreRunStates = ['waiting', 'running', 'done', 'failed'] as const;
/** A window of fewer days says nothing about how often people buy. */
export const leastScoreDays = 30;
export const mostScoreDays = 1825;
export const mostScoreGroups = 20;

export const getScoreSettings = endpoint('getScoreSettings', {
  method: 'GET',
  path: '/score-settings',
  tag: 'Scores',
  summary: 'Get the window, the shares of A, B and C, and the table of groups',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const setScoreSettings = endpoint('setScoreSettings', {
  method: 'PUT',
  path: '/score-settings',
  tag: 'Scores',
  summary: 'Set the window, the shares of A, B and C, and the table of groups; the next run uses them',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const listScoreSettingsVersions = endpoint('listScoreSettingsVersions', {
  method: 'GET',
  path: '/score-settings/versions',
  tag: 'Scores',
  summary: 'List the settings as they were before each change, the latest first',
  access: { roles: managers, scope: 'club:read', reach: 'club' },
});

export const startScoreRun = endpoint('startScoreRun', {
  method: 'POST',
  path: '/score-runs',
  tag: 'Scores',
  summary: 'Compute the scores now; while a run is under way, this is the one',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 202,
  wallet: 'none',
});

export const listScoreRuns = endpoint('listScoreRuns', {
  method: 'GET',
  path: '/score-runs',
  tag: 'Scores',
  summary: 'List the runs that computed scores, newest first',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const getScoreRun = endpoint('getScoreRun', {
  method: 'GET',
  path: '/score-runs/{id}',
  tag: 'Scores',
  summary: 'Get the figures of a run: recency by frequency, groups, classes, share of value, cohorts',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const listMemberScores = endpoint('listMemberScores', {
  method: 'GET',
  path: '/member-scores',
  tag: 'Scores',
  summary:
    'List members with their scores of the current run, most value first; only those who allow profiling',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const getMemberScores = endpoint('getMemberScores', {
  method: 'GET',
  path: '/members/{id}/scores',
  tag: 'Scores',
  summary: 'Get the scores of a member with what decided them, or why there are none',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});
