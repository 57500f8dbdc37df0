/** As in the contracts, which would bring zod to every page. */
export const shortestPassword = 8;
export const shortestStaffPassword = 12;
