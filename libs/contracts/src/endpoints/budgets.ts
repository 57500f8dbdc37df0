import { endpoint, managers } from './endpoint.ts';

export const listBudgets = endpoint('listBudgets', {
  method: 'GET',
  path: '/budgets',
  tag: 'Budgets',
  summary:
    'List the budgets of the club and of locations, which all earning rules share; the club comes first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const createBudget = endpoint('createBudget', {
  method: 'POST',
  path: '/budgets',
  tag: 'Budgets',
  summary: 'Add a budget for a location or for the club; it limits purchases from now on',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const updateBudget = endpoint('updateBudget', {
  method: 'PATCH',
  path: '/budgets/{id}',
  tag: 'Budgets',
  summary:
    'Change a budget; points already given count towards a new amount, and a new period starts from zero',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const removeBudget = endpoint('removeBudget', {
  method: 'DELETE',
  path: '/budgets/{id}',
  tag: 'Budgets',
  summary: 'End a budget; a new one starts from zero',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});
