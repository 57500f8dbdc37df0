/** So many attempts cost nothing, and the next one is still looked at: people mistype. */
const free = 9;
/** From so many failures of all on, an account is under attack, and strangers get one free attempt only. */
const attack = 50;
const firstWait = 30;
const longestWait = 900;

/**
 * How long after this attempt the next one of the visitor at this account is not looked at; 0 for none.
 * @param tried attempts of this visitor, this one included
 * @param failuresOfAll of all visitors at this account within the hour
 */
export const paceOf = (tried: number, failuresOfAll: number): { readonly waitSeconds: number } => {
  const over = tried - (failuresOfAll >= attack ? 1 : free);
  if (over <= 0) return { waitSeconds: 0 };
  return { waitSeconds: Math.min(longestWait, firstWait * 2 ** Math.min(over - 1, 10)) };
};
