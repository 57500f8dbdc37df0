/** As the contracts have it; from there they would bring zod to every page. */
export const shortestPassword = 8;
export const shortestStaffPassword = 12;
