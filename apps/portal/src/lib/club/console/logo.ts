/** The API's limits, repeated here so that nobody waits for an upload that is refused. */
export const largestLogo = 2 * 1024 * 1024;
export const logoTypes = 'image/png,image/jpeg,image/webp';
