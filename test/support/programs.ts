/**
 * What a program of ours gets from the environment of the tests. Without the compile cache it would compile all of its
 * modules at every start.
 */
export const ownEnvironment: Readonly<Record<string, string | undefined>> = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
};
