/** Number of attempts without delay, and the next one is still checked, because people mistype. */
const free = 9;
/** From this many failures by anyone, an account is under attack, and strangers get one free attempt only. */
const attack = 50;
const firstWait = 30;
const longestWait = 900;

/**
 * Delay after this attempt before the visitor's next one at this account is checked; 0 for none.
 * @param tried the visitor's attempts, including this one
 * @param failuresOfAll failures of all visitors at this account within the hour
 */
export const paceOf = (tried: number, failuresOfAll: number): { readonly waitSeconds: number } => {
  const over = tried - (failuresOfAll >= attack ? 1 : free);
  if (over <= 0) return { waitSeconds: 0 };
  return { waitSeconds: Math.min(longestWait, firstWait * 2 ** Math.min(over - 1, 10)) };
};
