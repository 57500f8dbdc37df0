/** These pages are shown at the address that could not be reached. A script would look for that page's data, for ever. */
export const csr = false;
