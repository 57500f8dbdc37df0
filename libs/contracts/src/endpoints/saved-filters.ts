import { endpoint, managers } from './endpoint.ts';

// People keep filters, keys do not.
const access = { roles: managers, reach: 'anywhere' } as const;

export const listSavedFilters = endpoint('listSavedFilters', {
  method: 'GET',
  path: '/saved-filters',
  tag: 'Members',
  summary: 'List my filters of the member list and those that the team shares, by name',
  access,
});

export const saveFilter = endpoint('saveFilter', {
  method: 'POST',
  path: '/saved-filters',
  tag: 'Members',
  summary: 'Keep filters of the member list under a name',
  access,
  status: 201,
  wallet: 'none',
});

export const changeSavedFilter = endpoint('changeSavedFilter', {
  method: 'PATCH',
  path: '/saved-filters/{id}',
  tag: 'Members',
  summary: 'Rename filters of mine, or share them with the team',
  access,
  wallet: 'none',
});

export const deleteSavedFilter = endpoint('deleteSavedFilter', {
  method: 'DELETE',
  path: '/saved-filters/{id}',
  tag: 'Members',
  summary: 'Delete filters of mine',
  access,
  status: 204,
  wallet: 'none',
});
