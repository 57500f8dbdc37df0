import type { Operation } from '@regulars/contracts';

/** Lists of everything that cashiers may read too. */
const long = ['/custom-events', '/purchases'];

const isOfManagers = ({ access }: Operation): boolean =>
  typeof access === 'object' && access.roles.every((role) => role === 'manager' || role === 'admin');

/** Lists and reports: nobody at a till waits for them. What is about one member is short. */
export const isReport = (endpoint: Operation): boolean =>
  endpoint.method === 'GET' &&
  !endpoint.path.startsWith('/members/{id}') &&
  (long.includes(endpoint.path) || isOfManagers(endpoint));
