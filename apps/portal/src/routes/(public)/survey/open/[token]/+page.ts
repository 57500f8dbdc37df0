/** Each step is a form of the server, so a survey needs no script: it is there at once, on any phone. */
export const csr = false;
