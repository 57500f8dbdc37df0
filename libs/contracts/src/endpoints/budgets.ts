import { endpoint, managers } from './endpoint.ts';

export const listBudgets = endpoint('listBudgets', {
  method: 'GET',
  path: '/budgets',
  tag: 'Budgets',
  summary: 'List the budgets that all earning rules share: of the club and of locations, the club first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const createBudget = endpoint('createBudget', {
  method: 'POST',
  path: '/budgets',
  tag: 'Budgets',
  summary: 'Give a location or the club a budget for purchases; it limits those from now on',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const updateBudget = endpoint('updateBudget', {
  method: 'PATCH',
  path: '/budgets/{id}',
  tag: 'Budgets',
  summary: 'Change a budget; a new amount counts what was given before, another period begins with nothing',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const removeBudget = endpoint('removeBudget', {
  method: 'DELETE',
  path: '/budgets/{id}',
  tag: 'Budgets',
  summary: 'End a budget; a new one counts from nothing',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 204,
  wallet: 'none',
});
